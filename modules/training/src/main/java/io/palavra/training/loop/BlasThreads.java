package io.palavra.training.loop;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Limits the threads inside a matrix product and inside an element-wise operation until it is
 * closed. A recurrent layer multiplies small matrices once a time step; OpenBLAS on all cores then
 * spends longer on waking threads than on numbers, and one thread halves the time of a step. The
 * same holds for ND4J's loops over small arrays, whose waiting threads, besides, take the cores
 * from whatever else runs: on a busy machine a step then takes many times as long. Large products,
 * as those of convolutions over long texts or an output layer over a large vocabulary, are better
 * off with all cores. On a GPU it does nothing.
 *
 * <p>The setting is the process's, but for some loops of ND4J it is the calling thread's; hold one
 * at a time, and close it on the same thread. The number of threads may change the last bits of a
 * result.
 */
public final class BlasThreads implements AutoCloseable {
  private final int before;
  private final int loopsBefore;
  private final LoopThreads caller;

  /** OpenBLAS tells only what it was told, which ND4J does when it starts. */
  private BlasThreads(int before, int loopsBefore, LoopThreads caller) {
    this.before = before;
    this.loopsBefore = loopsBefore;
    this.caller = caller;
  }

  /**
   * Sets the limit.
   *
   * @param threads at least 1
   */
  public static BlasThreads limit(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    if (!Nd4j.getEnvironment().isCPU()) {
      return new BlasThreads(0, 0, LoopThreads.limit(threads));
    }
    int known = openblas_nolapack.blas_get_num_threads();
    openblas_nolapack.blas_set_num_threads(threads);
    int loops = Nd4j.getEnvironment().maxMasterThreads();
    Nd4j.getEnvironment().setMaxMasterThreads(Math.min(threads, loops));
    return new BlasThreads(
        known > 0 ? known : Runtime.getRuntime().availableProcessors(),
        loops,
        LoopThreads.limit(threads));
  }

  /** Makes it as it was. */
  @Override
  public void close() {
    caller.close();
    if (before > 0) {
      openblas_nolapack.blas_set_num_threads(before);
      Nd4j.getEnvironment().setMaxMasterThreads(loopsBefore);
    }
  }
}
