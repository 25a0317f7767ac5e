package io.palavra.training.loop;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, or a polite {@code kill}, into a request to stop: the JVM, which is about to end,
 * waits until the thread that installed this has saved, said what it has to say, and closed this.
 *
 * <pre>{@code
 * try (StopOnInterrupt guard = StopOnInterrupt.install(new StopSignal())) {
 *   TrainingResult result = trainer.stopOn(guard.signal()).fit(...);
 *   System.err.println(result.message());
 * }
 * }</pre>
 *
 * <p>It is a shutdown hook, so it needs no internal class of the JDK. It gives up waiting when the
 * thread has ended, or itself waits for the JVM to end, since each would wait for the other.
 */
public final class StopOnInterrupt implements AutoCloseable {
  private static final long LOOK_MILLIS = 100;

  private final StopSignal signal;
  private final Thread worker;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::await, "stop-on-interrupt");

  private StopOnInterrupt(StopSignal signal, Thread worker) {
    this.signal = signal;
    this.worker = worker;
  }

  /** To be called by the thread that trains. */
  public static StopOnInterrupt install(StopSignal signal) {
    StopOnInterrupt guard = new StopOnInterrupt(signal, Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(guard.hook);
    return guard;
  }

  /** What the loop is to look at. */
  public StopSignal signal() {
    return signal;
  }

  /** Lets the JVM end, or, when it was not about to, leaves no trace. */
  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      return;
    }
  }

  void await() {
    signal.request();
    try {
      while (worker.isAlive() && !waitsForTheEnd()) {
        if (done.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code System.exit} returns to nobody; it waits in this class for hooks like this one. */
  private boolean waitsForTheEnd() {
    return Arrays.stream(worker.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
  }
}
