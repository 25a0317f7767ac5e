package io.palavra.benchmarks.search;

import io.palavra.benchmarks.program.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The same candidates one after the other and two at once, in a Java process of its own, so that it
 * can be said how many threads compute inside a training; and the same one after the other in two
 * processes at once that know nothing of each other, which is what the machine has to give.
 *
 * @param oneByOne seconds of one search alone on the machine, candidates one after the other
 * @param together seconds of one search, two candidates at once
 * @param twoSearches seconds of two searches at once, each with its candidates one after the other
 */
record TwoAtOnce(double oneByOne, double together, double twoSearches) {
  private static final int CANDIDATES = 8;
  private static final int EPOCHS = 3;
  private static final int EPOCHS_OF_MEANS = 15;
  private static final int LONG_CANDIDATES = 2;
  private static final int LONG_EPOCHS = 60;

  /** What is trained, and by how many threads. */
  enum How {
    /** Networks, each by one thread. */
    NETWORKS("networks, one thread each", true, 3),
    /** Networks, each by all cores as far as it can use them. */
    NETWORKS_ON_ALL_CORES("networks, all cores for each", false, 3),
    /** Networks, longer, each by one thread in a process of its own. */
    OWN_PROCESSES("networks for longer, a process of one thread each", true, 0),
    /** Means of word vectors, each by one thread. */
    MEANS("means of vectors, one thread each", true, 2);

    private final String words;
    private final boolean oneThread;
    private final int warmUps;

    How(String words, boolean oneThread, int warmUps) {
      this.words = words;
      this.oneThread = oneThread;
      this.warmUps = warmUps;
    }

    String words() {
      return words;
    }

    private double seconds(int parallel) throws IOException {
      return switch (this) {
        case MEANS -> SearchCost.ofMeans(CANDIDATES, EPOCHS_OF_MEANS, parallel).seconds();
        case OWN_PROCESSES ->
            SearchCost.inProcesses(LONG_CANDIDATES, LONG_EPOCHS, parallel).seconds();
        default -> SearchCost.of("random", CANDIDATES, EPOCHS, parallel).seconds();
      };
    }
  }

  /** Measures what the arguments name of {@link How}, or all; nothing else may run. */
  public static void main(String[] args) throws IOException {
    if (args.length > 1 && args[0].equals("searcher")) {
      serve(How.valueOf(args[1]));
      return;
    }
    List<How> hows = new ArrayList<>();
    for (String name : args) {
      hows.add(How.valueOf(name.toUpperCase(Locale.ROOT)));
    }
    for (How how : hows.isEmpty() ? List.of(How.values()) : hows) {
      System.out.println(measure(how).text(how));
    }
  }

  /** For the processes: each line that comes is how many at once, the answer how long it took. */
  private static void serve(How how) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = in.readLine();
    while (line != null) {
      System.out.println("seconds " + how.seconds(Integer.parseInt(line)));
      line = in.readLine();
    }
  }

  /** Measures, when both processes have compiled what they need. */
  static TwoAtOnce measure(How how) throws IOException {
    try (Searcher one = new Searcher(how);
        Searcher other = new Searcher(how)) {
      for (int i = 0; i < how.warmUps; i++) {
        atOnce(one, other);
      }
      double oneByOne = one.search(1).seconds();
      double together = one.search(2).seconds();
      return new TwoAtOnce(oneByOne, together, atOnce(one, other));
    }
  }

  private static double atOnce(Searcher one, Searcher other) throws IOException {
    one.search(1);
    other.search(1);
    return Math.max(one.seconds(), other.seconds());
  }

  /** A process that searches when told to. */
  private static final class Searcher implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    Searcher(How how) throws IOException {
      List<String> options =
          how.oneThread
              ? List.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=0")
              : List.of();
      List<String> command =
          JavaProgram.like(TwoAtOnce.class, options, List.of("searcher", how.name()));
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      if (how.oneThread) {
        builder.environment().put("OMP_NUM_THREADS", "1");
      }
      process = builder.start();
      out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    Searcher search(int parallel) throws IOException {
      process.getOutputStream().write((parallel + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return this;
    }

    double seconds() throws IOException {
      String line = out.readLine();
      while (line != null && !line.startsWith("seconds ")) {
        line = out.readLine();
      }
      if (line == null) {
        throw new IOException("the process ended without an answer");
      }
      return Double.parseDouble(line.substring("seconds ".length()));
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  double ratio() {
    return oneByOne / together;
  }

  /** What two searches at once gain over one after the other: that of two cores. */
  double ceiling() {
    return 2 * oneByOne / twoSearches;
  }

  String text(How how) {
    return String.format(
        Locale.ROOT,
        "%s: %.1f s one by one, %.1f s two at once: %.2f times as fast; two searches in processes"
            + " of their own at once %.1f s: %.2f",
        how.words(),
        oneByOne,
        together,
        ratio(),
        twoSearches,
        ceiling());
  }
}
