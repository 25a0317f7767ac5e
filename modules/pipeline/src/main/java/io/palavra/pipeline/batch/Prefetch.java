package io.palavra.pipeline.batch;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads batches ahead on one thread, a bounded number, and makes of each what the consumer wants.
 * What the source throws is thrown to the consumer, behind the elements that came before it.
 * Closing stops the thread and waits for it.
 *
 * @param <T> the element's type
 */
public final class Prefetch<T> implements Iterator<T>, AutoCloseable {
  private static final long JOIN_MILLIS = 10_000;

  /** Wakes a consumer that waits while another thread closes. */
  private static final long POLL_MILLIS = 200;

  private final BlockingQueue<Item<T>> queue;
  private final Thread reader;
  private volatile boolean closed;
  private Item<T> head;

  /** An element, or the end: with a fault where there was one. */
  private record Item<T>(T value, Throwable fault, boolean end) {}

  /**
   * What is read: elements in order, on one thread, closed at the end.
   *
   * @param <S> the element's type
   */
  public interface Source<S> extends Iterator<S>, AutoCloseable {
    @Override
    void close();
  }

  private <S> Prefetch(
      Supplier<? extends Source<S>> open,
      Function<? super S, ? extends T> map,
      int capacity,
      String threadName) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.reader = new Thread(() -> read(open, map), threadName);
    reader.setDaemon(true);
  }

  /**
   * Starts to read.
   *
   * @param open opens the source, on the reading thread, where it is also closed
   * @param map applied to each element on the reading thread
   * @param capacity elements that wait at most, 1 or more
   * @param threadName for thread dumps
   */
  public static <S, T> Prefetch<T> start(
      Supplier<? extends Source<S>> open,
      Function<? super S, ? extends T> map,
      int capacity,
      String threadName) {
    Prefetch<T> prefetch = new Prefetch<>(open, map, capacity, threadName);
    prefetch.reader.start();
    return prefetch;
  }

  @Override
  public boolean hasNext() {
    while (head == null) {
      if (closed) {
        return false;
      }
      try {
        head = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + reader.getName(), e);
      }
    }
    if (head.fault instanceof RuntimeException fault) {
      throw fault;
    }
    if (head.fault instanceof Error fault) {
      throw fault;
    }
    return !head.end;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    T value = head.value;
    head = null;
    return value;
  }

  /** Stops reading; elements that wait are dropped. Closing again does nothing. */
  @Override
  public void close() {
    closed = true;
    reader.interrupt();
    queue.clear();
    try {
      reader.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <S> void read(Supplier<? extends Source<S>> open, Function<? super S, ? extends T> map) {
    Throwable fault = null;
    try {
      try (Source<S> batches = open.get()) {
        while (!closed && batches.hasNext()) {
          queue.put(new Item<>(map.apply(batches.next()), null, false));
        }
      } catch (RuntimeException | Error e) {
        fault = e;
      }
      if (!closed) {
        queue.put(new Item<>(null, fault, true));
      }
    } catch (InterruptedException e) {
      // Only close() interrupts: nobody waits for the end.
      return;
    }
  }
}
