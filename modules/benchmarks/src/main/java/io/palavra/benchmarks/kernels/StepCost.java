package io.palavra.benchmarks.kernels;

import com.sun.management.ThreadMXBean;
import io.palavra.benchmarks.Timing;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * What a step costs: seconds, and bytes that all threads of Java allocate for it.
 *
 * @param median of the seconds
 * @param low a tenth of the steps took less
 * @param high a tenth took more
 * @param bytes the median of ten steps
 */
record StepCost(double median, double low, double high, double bytes) {

  /** Of steps that were timed; {@code work} runs ten times more for the bytes. */
  static StepCost of(List<Double> seconds, Runnable work) {
    List<Double> bytes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      long before = allocated();
      work.run();
      bytes.add((double) (allocated() - before));
    }
    return new StepCost(
        Timing.median(seconds),
        Timing.quantile(seconds, 0.1),
        Timing.quantile(seconds, 0.9),
        Timing.median(bytes));
  }

  /** Bytes that all threads have allocated so far. */
  static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return LongStream.of(threads.getThreadAllocatedBytes(threads.getAllThreadIds())).sum();
  }

  String line(String title) {
    return String.format(
        Locale.ROOT,
        "%-46s %.2f ms a step (%.2f to %.2f), %,.0f kB allocated",
        title,
        median * 1e3,
        low * 1e3,
        high * 1e3,
        bytes / 1024);
  }

  /**
   * The same with the share of the peak.
   *
   * @param operations of the recurrent layer's products in a step
   */
  String line(String title, double operations, Peak peak) {
    return line(title)
        + String.format(
            Locale.ROOT,
            ", %.0f GFLOP/s, %.0f %% of OpenBLAS's on all threads",
            operations / median * 1e-9,
            100 * operations / median / peak.all());
  }
}
