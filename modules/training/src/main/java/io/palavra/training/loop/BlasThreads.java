package io.palavra.training.loop;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Limits the threads inside a matrix product until it is closed. A recurrent layer multiplies small
 * matrices once a time step; OpenBLAS on all cores then spends longer on waking threads than on
 * numbers, and one thread halves the time of a step. Large products, as those of convolutions over
 * long texts or an output layer over a large vocabulary, are better off with all cores.
 * Element-wise operations keep their threads in either case. On a GPU it does nothing.
 *
 * <p>The setting is the process's, not the thread's; hold one at a time. The number of threads may
 * change the last bits of a result.
 */
public final class BlasThreads implements AutoCloseable {
  private final int before;

  /** OpenBLAS tells only what it was told, which ND4J does when it starts. */
  private BlasThreads(int before) {
    this.before = before;
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
      return new BlasThreads(0);
    }
    int known = openblas_nolapack.blas_get_num_threads();
    openblas_nolapack.blas_set_num_threads(threads);
    return new BlasThreads(known > 0 ? known : Runtime.getRuntime().availableProcessors());
  }

  /** Makes it as it was. */
  @Override
  public void close() {
    if (before > 0) {
      openblas_nolapack.blas_set_num_threads(before);
    }
  }
}
