package io.palavra.training.loop;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Limits the threads of ND4J's own loops for the calling thread until it is closed, on the same
 * thread. On small arrays a second thread gains nothing, and whenever other programs have the
 * cores, the first waits milliseconds for it. On a GPU it does nothing.
 */
public final class LoopThreads implements AutoCloseable {
  private final int before;

  private LoopThreads(int before) {
    this.before = before;
  }

  /**
   * Sets the limit.
   *
   * @param threads at least 1
   */
  public static LoopThreads limit(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    if (!Nd4j.getEnvironment().isCPU()) {
      return new LoopThreads(0);
    }
    NativeOps ops = ops();
    int before = ops.ompGetMaxThreads();
    ops.setOmpNumThreads(threads);
    return new LoopThreads(before);
  }

  /** Makes it as it was. */
  @Override
  public void close() {
    if (before > 0) {
      ops().setOmpNumThreads(before);
    }
  }

  private static NativeOps ops() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps();
  }
}
