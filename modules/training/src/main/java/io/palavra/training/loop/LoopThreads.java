package io.palavra.training.loop;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Limits the threads of ND4J's own loops for the calling thread until it is closed, on the same
 * thread. On small arrays a second thread gains nothing, and whenever other programs have the
 * cores, the first waits milliseconds for it. Of several that a thread holds at once, in whatever
 * order they are closed, the latest that is still held counts. On a GPU it does nothing.
 */
public final class LoopThreads implements AutoCloseable {
  private static final ThreadLocal<Held> HELD = ThreadLocal.withInitial(Held::new);

  private final Held held;
  private final int threads;

  private LoopThreads(Held held, int threads) {
    this.held = held;
    this.threads = threads;
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
    LoopThreads limit = new LoopThreads(HELD.get(), threads);
    if (Nd4j.getEnvironment().isCPU()) {
      limit.held.add(limit);
    }
    return limit;
  }

  /**
   * Lets go; a second time it does nothing. The loops of the thread that took it are as they were
   * from when that thread next takes or closes one, if this is another.
   */
  @Override
  public void close() {
    held.remove(this);
  }

  /** Those of one thread, in the order in which they were taken. */
  private static final class Held {
    private final Thread owner = Thread.currentThread();
    private final List<LoopThreads> limits = new ArrayList<>();
    private int before;

    synchronized void add(LoopThreads limit) {
      if (before == 0) {
        before = ops().ompGetMaxThreads();
      }
      limits.add(limit);
      set();
    }

    synchronized void remove(LoopThreads limit) {
      if (limits.remove(limit) && Thread.currentThread() == owner) {
        set();
      }
    }

    private void set() {
      int last = limits.size() - 1;
      ops().setOmpNumThreads(last < 0 ? before : limits.get(last).threads);
      before = last < 0 ? 0 : before;
    }
  }

  private static NativeOps ops() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps();
  }
}
