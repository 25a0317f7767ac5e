package io.palavra.benchmarks.sidebyside;

import io.palavra.benchmarks.Measure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets programs take turns.
 *
 * @param rounds in each of which every program has a turn
 * @param turn how long one is, without the settling before it
 * @param limit after which no round begins, {@value #LEAST_ROUNDS} excepted
 */
public record SideBySide(int rounds, Duration turn, Duration limit) {
  private static final int LEAST_ROUNDS = 3;

  /** Threads of BLAS and OpenMP go on spinning for a while, which the next must not pay. */
  private static final long REST_NANOS = 100_000_000L;

  /** Turns of 0.3 s: nine rounds in at most 15 s, or 21 in at most 30. */
  public static SideBySide of(boolean quick) {
    Duration turn = Duration.ofMillis(300);
    return quick
        ? new SideBySide(9, turn, Duration.ofSeconds(15))
        : new SideBySide(21, turn, Duration.ofSeconds(30));
  }

  /**
   * The first program beside each of the others.
   *
   * @param unit of work a second
   * @param amount of work in a step
   */
  public static List<Measure> measures(
      String suite, String what, String unit, double amount, Map<String, StepCost> costs) {
    Map<String, Double> rates = new LinkedHashMap<>();
    costs.forEach((name, cost) -> rates.put(name, amount / cost.median()));
    return Measure.beside(suite, what, unit, rates);
  }

  /** What a program is asked for, which it may fail to do. */
  private interface Request {
    void put(Competitor to) throws IOException;
  }

  /**
   * The cost of a step by the program's name, in the order given. A program that can not be
   * started, or ends before it should, is left out.
   *
   * @throws IllegalStateException if the first, this project's, is such a program
   */
  public Map<String, StepCost> costs(List<Program> programs) {
    List<Competitor> started =
        programs.stream().flatMap(each -> Competitor.start(each).stream()).toList();
    List<Competitor> running = new ArrayList<>(started);
    try {
      ask(running, Competitor::warmUp);
      ask(running, Competitor::awaitWarmth);
      ask(running, Competitor::choose);
      long end = System.nanoTime() + limit.toNanos();
      for (int i = 0; i < rounds && (i < LEAST_ROUNDS || System.nanoTime() < end); i++) {
        ask(
            running,
            each -> {
              each.turn(turn);
              LockSupport.parkNanos(REST_NANOS);
            });
      }
    } finally {
      started.forEach(Competitor::close);
    }
    Map<String, StepCost> costs = new LinkedHashMap<>();
    running.forEach(each -> costs.put(each.name(), each.cost()));
    String first = programs.get(0).name();
    if (!costs.containsKey(first)) {
      throw new IllegalStateException(
          first + " ended before it should: " + String.join(" ", programs.get(0).command()));
    }
    return costs;
  }

  /** Those that fail take no further part. */
  private static void ask(List<Competitor> running, Request request) {
    running.removeIf(
        each -> {
          try {
            request.put(each);
            return false;
          } catch (IOException e) {
            return true;
          }
        });
  }
}
