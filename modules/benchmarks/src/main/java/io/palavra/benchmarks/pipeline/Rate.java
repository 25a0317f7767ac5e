package io.palavra.benchmarks.pipeline;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How much work one thread does in a second, several times over.
 *
 * @param name what was measured
 * @param unit of the work
 * @param perCpuSecond median, by the time that the thread was on a processor; what else the machine
 *     does plays less of a part in it
 * @param perSecond median, by the clock on the wall
 * @param runs how often
 */
public record Rate(String name, String unit, double perCpuSecond, double perSecond, int runs) {

  /** One run to warm up, then the runs that count; the work says how much of it there was. */
  static Rate measure(String name, String unit, int runs, LongSupplier work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    work.getAsLong();
    List<Double> cpu = new ArrayList<>();
    List<Double> wall = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      long cpuStart = threads.getCurrentThreadCpuTime();
      long wallStart = System.nanoTime();
      double done = work.getAsLong();
      wall.add(done * 1e9 / (System.nanoTime() - wallStart));
      cpu.add(done * 1e9 / (threads.getCurrentThreadCpuTime() - cpuStart));
    }
    return new Rate(name, unit, median(cpu), median(wall), runs);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-40s %,13.0f %s/s a core, %,13.0f by the wall clock (median of %d)",
        name,
        perCpuSecond,
        unit,
        perSecond,
        runs);
  }
}
