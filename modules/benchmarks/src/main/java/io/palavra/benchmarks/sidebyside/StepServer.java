package io.palavra.benchmarks.sidebyside;

import com.sun.management.ThreadMXBean;
import io.palavra.benchmarks.Timing;
import io.palavra.benchmarks.WarmUp;
import io.palavra.kernels.arithmetic.Cores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.openblas.global.openblas;

/** Does a step's work in this JVM when the program that started it says so. */
public final class StepServer {
  /** For work that leaves BLAS one thread. */
  public static final List<Integer> ONE_THREAD = List.of(1);

  private static final int STEPS_FOR_BYTES = 10;
  private static final int TIMES_FOR_BYTES = 9;
  private static final Duration TRIAL = Duration.ofMillis(400);

  private final Runnable work;
  private final List<Integer> ways;
  private int threads = 1;

  private StepServer(Runnable work, List<Integer> ways) {
    this.work = work;
    this.ways = ways;
  }

  /**
   * Serves standard input until it ends. Standard output is the answers' alone.
   *
   * @param work makes the step's work; what it prints goes to standard error
   * @param blasThreads numbers of BLAS threads, of which the quickest counts
   */
  public static void serve(Supplier<Runnable> work, List<Integer> blasThreads) {
    PrintStream answers = System.out;
    System.setOut(System.err);
    openblas.blas_set_num_threads(1);
    StepServer server = new StepServer(work.get(), blasThreads);
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        answers.println(server.answer(line.split(" ")));
        answers.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For work that may be quicker with as many threads as there are cores. */
  public static List<Integer> oneThreadOrAll() {
    return Stream.of(1, Cores.count()).distinct().toList();
  }

  private String answer(String[] words) {
    return switch (words[0]) {
      case "warm" -> {
        WarmUp.run(work);
        yield Long.toString(bytes());
      }
      case "choose" -> {
        threads = ways.size() == 1 ? ways.get(0) : quickest();
        yield threads + " BLAS threads";
      }
      case "turn" -> turn(Double.parseDouble(words[1]));
      default -> throw new IllegalArgumentException("warm, choose or turn, not " + words[0]);
    };
  }

  private int quickest() {
    Map<Integer, Double> tried = new LinkedHashMap<>();
    ways.forEach(each -> tried.put(each, least(each)));
    return Collections.min(ways, Comparator.comparing(tried::get));
  }

  private double least(int blasThreads) {
    return Timing.quantile(Timing.every(TRIAL, work, blasThreads), 0);
  }

  private String turn(double seconds) {
    Timing.every(length(seconds / 2), work, threads);
    return Timing.every(length(seconds), work, threads).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  private static Duration length(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  /**
   * Bytes that all threads of Java allocate in a step: the median of some steps at a time, since a
   * step may find code that is still interpreted, or that the compiler has just given up, however
   * long it was warmed up.
   */
  private long bytes() {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < TIMES_FOR_BYTES; i++) {
      long before = allocated();
      for (int step = 0; step < STEPS_FOR_BYTES; step++) {
        work.run();
      }
      times.add((double) (allocated() - before) / STEPS_FOR_BYTES);
    }
    return Math.round(Timing.median(times));
  }

  /** Bytes that all threads of Java have allocated so far. */
  public static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return LongStream.of(threads.getThreadAllocatedBytes(threads.getAllThreadIds())).sum();
  }
}
