package io.palavra.kernels.arithmetic;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Where helpers that are awake look for the next crew. */
final class Lookout {
  private final AtomicReference<Crew> announced = new AtomicReference<>();
  private final AtomicInteger awake = new AtomicInteger();

  /** Shows a crew to those who look, and says how many they are. */
  int announce(Crew crew) {
    announced.set(crew);
    return awake.get();
  }

  /** Shows it no longer. */
  void withdraw(Crew crew) {
    announced.compareAndSet(crew, null);
  }

  /**
   * Works in every crew that is announced, until there has been none for a while, or somebody else
   * has given the pool something to do, which this thread may be the only one for.
   */
  void follow() {
    do {
      awake.incrementAndGet();
      Spin.until(() -> open(announced.get()));
      awake.decrementAndGet();
      // A crew may have counted on this helper the moment before.
    } while (joined(announced.get()) && !ForkJoinPool.commonPool().hasQueuedSubmissions());
  }

  private static boolean open(Crew crew) {
    return crew != null && crew.open();
  }

  private static boolean joined(Crew crew) {
    boolean open = open(crew);
    if (open) {
      crew.work();
    }
    return open;
  }
}
