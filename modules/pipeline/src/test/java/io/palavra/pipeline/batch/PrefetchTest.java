package io.palavra.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PrefetchTest {
  private static final String THREAD = "prefetch-test";

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(THREAD)) {
        thread.join(5_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  @Test
  void elementsComeInOrderAndTheEndIsTheEnd() {
    List<Integer> seen = new ArrayList<>();
    Counting source = new Counting(100, -1);
    try (Prefetch<Integer> prefetch = start(source, 3)) {
      prefetch.forEachRemaining(seen::add);
      assertThat(prefetch.hasNext()).isFalse();
      assertThatThrownBy(prefetch::next).isInstanceOf(NoSuchElementException.class);
    }
    assertThat(seen).hasSize(100).isSorted();
    assertThat(source.closed).isTrue();
  }

  @Test
  void aFaultReachesTheConsumerBehindWhatCameBeforeIt() {
    Counting source = new Counting(100, 5);
    try (Prefetch<Integer> prefetch = start(source, 2)) {
      for (int i = 0; i < 5; i++) {
        assertThat(prefetch.next()).isEqualTo(i);
      }
      assertThatThrownBy(prefetch::hasNext).hasMessage("broken at 5");
      assertThatThrownBy(prefetch::next).hasMessage("broken at 5");
    }
    assertThat(source.closed).isTrue();
  }

  @Test
  void aFaultWhileOpeningReachesTheConsumer() {
    try (Prefetch<Batch> prefetch =
        Prefetch.<Batch, Batch>start(
            () -> {
              throw new IllegalStateException("no file");
            },
            batch -> batch,
            1,
            THREAD)) {
      assertThatThrownBy(prefetch::hasNext).hasMessage("no file");
    }
  }

  @Test
  void anErrorReachesTheConsumer() {
    try (Prefetch<Integer> prefetch =
        Prefetch.start(
            () -> new Counting(3, -1),
            batch -> {
              throw new OutOfMemoryError("pretended");
            },
            1,
            THREAD)) {
      assertThatThrownBy(prefetch::next).isInstanceOf(OutOfMemoryError.class);
    }
  }

  @Test
  void closingInTheMiddleStopsTheThreadAndClosesTheSource() {
    Counting source = new Counting(Integer.MAX_VALUE, -1);
    Prefetch<Integer> prefetch = start(source, 4);
    assertThat(prefetch.next()).isZero();
    prefetch.close();
    prefetch.close();
    assertThat(source.closed).isTrue();
    assertThat(prefetch.hasNext()).isFalse();
  }

  @Test
  void noMoreThanTheCapacityIsReadAhead() throws InterruptedException {
    Counting source = new Counting(1_000, -1);
    try (Prefetch<Integer> prefetch = start(source, 4)) {
      prefetch.next();
      Thread.sleep(100);
      // One was taken, four wait, one is in the reader's hand.
      assertThat(source.handed.get()).isLessThanOrEqualTo(6);
    }
  }

  @Test
  void aConsumerThatWaitsIsWokenByClosing() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Prefetch<Integer> prefetch =
        Prefetch.start(
            () -> new Counting(3, -1),
            batch -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return 1;
            },
            1,
            THREAD);
    AtomicBoolean had = new AtomicBoolean(true);
    Thread consumer = new Thread(() -> had.set(prefetch.hasNext()));
    consumer.start();
    Thread.sleep(50);
    prefetch.close();
    consumer.join();
    assertThat(had).isFalse();
  }

  private static Prefetch<Integer> start(Counting source, int capacity) {
    return Prefetch.start(() -> source, batch -> batch.labels()[0], capacity, THREAD);
  }

  private static final class Counting implements BatchStream {
    private final int count;
    private final int broken;
    private final AtomicInteger handed = new AtomicInteger();
    private volatile boolean closed;

    Counting(int count, int broken) {
      this.count = count;
      this.broken = broken;
    }

    @Override
    public boolean hasNext() {
      return handed.get() < count;
    }

    @Override
    public Batch next() {
      int number = handed.getAndIncrement();
      if (number == broken) {
        throw new IllegalStateException("broken at " + number);
      }
      return new Batch(new int[][] {{1}}, new int[] {1}, new int[] {number});
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
