package io.palavra.training.loop;

import java.util.ArrayList;
import java.util.List;
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
 * <p>The setting is the process's, but for some loops of ND4J it is the calling thread's; close it
 * on the same thread. Of several that are held at once, in whatever order they are closed, the
 * latest that is still held counts, and when none is, all is as it was before the first. The number
 * of threads may change the last bits of a result.
 */
public final class BlasThreads implements AutoCloseable {
  /** In the order in which they were taken; guarded by itself. */
  private static final List<BlasThreads> HELD = new ArrayList<>();

  private final int threads;
  private final Settings before;
  private final LoopThreads caller;

  /** What the process had before the first of those that are held. */
  private record Settings(int products, int loops) {
    static Settings now() {
      // OpenBLAS tells only what it was told, which ND4J does when it starts.
      int known = openblas_nolapack.blas_get_num_threads();
      return new Settings(
          known > 0 ? known : Runtime.getRuntime().availableProcessors(),
          Nd4j.getEnvironment().maxMasterThreads());
    }

    void set() {
      openblas_nolapack.blas_set_num_threads(products);
      Nd4j.getEnvironment().setMaxMasterThreads(loops);
    }
  }

  private BlasThreads(int threads, Settings before) {
    this.threads = threads;
    this.before = before;
    this.caller = LoopThreads.limit(threads);
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
      return new BlasThreads(threads, new Settings(threads, threads));
    }
    synchronized (HELD) {
      Settings before = HELD.isEmpty() ? Settings.now() : HELD.get(0).before;
      BlasThreads limit = new BlasThreads(threads, before);
      HELD.add(limit);
      limit.set();
      return limit;
    }
  }

  private void set() {
    new Settings(threads, Math.min(threads, before.loops)).set();
  }

  /** Lets go; a second time it does nothing. */
  @Override
  public void close() {
    caller.close();
    synchronized (HELD) {
      if (!HELD.remove(this)) {
        return;
      }
      if (HELD.isEmpty()) {
        before.set();
      } else {
        HELD.get(HELD.size() - 1).set();
      }
    }
  }
}
