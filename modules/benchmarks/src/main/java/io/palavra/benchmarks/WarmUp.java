package io.palavra.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.LongStream;
import org.bytedeco.openblas.global.openblas;

/**
 * Work that is done before its time counts: until the JVM's compiler rests, as it does in a
 * training of minutes. A compiler at work takes a core for itself, and what it has not reached yet
 * is slow.
 */
public final class WarmUp {
  private static final long LEAST = Duration.ofSeconds(3).toNanos();

  /** Should the compiler not rest. */
  private static final long MOST = Duration.ofSeconds(30).toNanos();

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Share of a core below which the compiler and the collector of garbage rest. */
  private static final double REST = 0.08;

  private WarmUp() {}

  /** Runs {@code work} again and again, with one BLAS thread: others would seem the compiler's. */
  public static void run(Runnable work) {
    int threads = openblas.blas_get_num_threads();
    openblas.blas_set_num_threads(1);
    long start = System.nanoTime();
    boolean rested = false;
    while (!rested && since(start) < MOST || since(start) < LEAST) {
      long looked = System.nanoTime();
      long before = otherNanos();
      Timing.every(LOOK, work);
      rested = otherNanos() - before < REST * since(looked);
    }
    openblas.blas_set_num_threads(threads);
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
