package io.palavra.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StopOnInterruptTest {
  @Test
  void closedInTimeItAsksForNothing() {
    StopSignal stop;
    try (StopOnInterrupt guard = StopOnInterrupt.install(new StopSignal())) {
      stop = guard.signal();
    }
    assertThat(stop.requested()).isFalse();
  }

  @Test
  void theHookWaitsForTheWorkerToClose() throws InterruptedException {
    AtomicBoolean saved = new AtomicBoolean();
    StopOnInterrupt guard = StopOnInterrupt.install(new StopSignal());
    Thread ending = new Thread(guard::await);
    ending.start();
    while (!guard.signal().requested()) {
      Thread.onSpinWait();
    }
    saved.set(true);
    assertThat(ending.isAlive()).isTrue();
    guard.close();
    ending.join();
    assertThat(saved).isTrue();
  }

  @Test
  void theHookDoesNotWaitForAWorkerThatHasEnded() throws InterruptedException {
    StopOnInterrupt[] guard = new StopOnInterrupt[1];
    Thread worker = new Thread(() -> guard[0] = StopOnInterrupt.install(new StopSignal()));
    worker.start();
    worker.join();
    guard[0].await();
    assertThat(guard[0].signal().requested()).isTrue();
    guard[0].close();
  }
}
