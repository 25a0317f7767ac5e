package io.palavra.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * Work that is done before its time counts: until the JVM's compiler rests, as it does in a
 * training of minutes. A compiler at work takes a core for itself, and what it has not reached yet
 * is slow.
 *
 * @param least how long to work at least
 * @param most how long to work at most, should the compiler not rest
 */
public record WarmUp(Duration least, Duration most) {
  /** As long as it takes, within half a minute. */
  public static final WarmUp PATIENT = new WarmUp(Duration.ofSeconds(3), Duration.ofSeconds(30));

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Share of a core below which the compiler and the collector of garbage rest. */
  private static final double REST = 0.08;

  /** Runs {@code work} again and again. It must use threads of Java's alone. */
  public void run(Runnable work) {
    long start = System.nanoTime();
    boolean rested = false;
    while (!rested && since(start) < most.toNanos() || since(start) < least.toNanos()) {
      long looked = System.nanoTime();
      long before = otherNanos();
      Timing.every(LOOK, work);
      rested = otherNanos() - before < REST * since(looked);
    }
  }

  private static long since(long nanos) {
    return System.nanoTime() - nanos;
  }

  /** Processor time of all threads that are not Java's: those of the JVM itself. */
  private static long otherNanos() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime()
        - LongStream.of(threads.getThreadCpuTime(threads.getAllThreadIds()))
            .filter(nanos -> nanos > 0)
            .sum();
  }
}
