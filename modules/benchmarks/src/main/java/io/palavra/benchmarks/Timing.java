package io.palavra.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.openblas.global.openblas;

/** Times by the clock on the wall, in seconds. */
public final class Timing {

  private Timing() {}

  /** Runs {@code work} again and again for as long as {@code length}, and at least once. */
  public static List<Double> every(Duration length, Runnable work) {
    List<Double> times = new ArrayList<>();
    long end = System.nanoTime() + length.toNanos();
    do {
      times.add(once(work));
    } while (System.nanoTime() < end);
    return times;
  }

  /** The same with so many BLAS threads. */
  public static List<Double> every(Duration length, Runnable work, int blasThreads) {
    int before = openblas.blas_get_num_threads();
    openblas.blas_set_num_threads(blasThreads);
    List<Double> times = every(length, work);
    openblas.blas_set_num_threads(before);
    return times;
  }

  /** Runs {@code work} once. */
  public static double once(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) * 1e-9;
  }

  /** The time in the middle. */
  public static double median(List<Double> times) {
    return quantile(times, 0.5);
  }

  /** The time that a share of the times is below. */
  public static double quantile(List<Double> times, double share) {
    List<Double> sorted = times.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
  }
}
