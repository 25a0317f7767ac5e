package io.palavra.benchmarks.djl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Does a step's work when the benchmark says so, as {@code turns.py} does for PyTorch. */
public final class Turns {
  private static final double TRIAL_SECONDS = 0.4;
  private static final double LEAST_WARM_UP_SECONDS = 5;

  /** Should the compiler not rest. */
  private static final double MOST_WARM_UP_SECONDS = 30;

  /** Share of a core below which the JVM's compiler rests. */
  private static final double REST = 0.08;

  private final Runnable step;
  private final IntConsumer threads;

  /**
   * @param threads sets how many threads the library works with
   */
  public Turns(Runnable step, IntConsumer threads) {
    this.step = step;
    this.threads = threads;
  }

  /** Until standard input ends. */
  public void serve(PrintStream answers) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      answers.println(answer(line.split(" ")));
      answers.flush();
    }
  }

  private String answer(String[] words) {
    switch (words[0]) {
      case "warm":
        warmUp();
        return "0";
      case "choose":
        return choose() + " threads";
      default:
        double seconds = Double.parseDouble(words[1]);
        every(seconds / 2);
        return every(seconds).stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
  }

  /** Until the JVM's compiler rests, as the benchmark's own programs do. */
  private void warmUp() {
    threads.accept(1);
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long start = System.nanoTime();
    every(LEAST_WARM_UP_SECONDS);
    boolean rested = false;
    while (!rested && seconds(start) < MOST_WARM_UP_SECONDS) {
      long looked = System.nanoTime();
      long before = compiler.getTotalCompilationTime();
      every(1);
      rested = (compiler.getTotalCompilationTime() - before) * 1e-3 < REST * seconds(looked);
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }

  private int choose() {
    int all = Runtime.getRuntime().availableProcessors();
    int best = least(1) <= least(all) ? 1 : all;
    threads.accept(best);
    return best;
  }

  private double least(int count) {
    threads.accept(count);
    every(TRIAL_SECONDS);
    return Collections.min(every(TRIAL_SECONDS));
  }

  private List<Double> every(double seconds) {
    List<Double> times = new ArrayList<>();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    do {
      long start = System.nanoTime();
      step.run();
      times.add(seconds(start));
    } while (System.nanoTime() < end);
    return times;
  }
}
