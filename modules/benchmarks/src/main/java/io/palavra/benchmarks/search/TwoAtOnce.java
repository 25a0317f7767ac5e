package io.palavra.benchmarks.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The same eight candidates one after the other and two at once, in a Java process of its own, so
 * that it can be said how many threads compute inside a training.
 *
 * @param oneByOne seconds
 * @param together seconds
 */
record TwoAtOnce(double oneByOne, double together) {
  private static final int CANDIDATES = 8;
  private static final int EPOCHS = 3;
  private static final int EPOCHS_OF_MEANS = 15;
  private static final int ROUNDS = 2;

  /** What is trained, and by how many threads. */
  enum How {
    /** Networks, each by one thread. */
    NETWORKS("networks, one thread each", true),
    /** Networks, each by all cores as far as it can use them. */
    NETWORKS_ON_ALL_CORES("networks, all cores for each", false),
    /** Means of word vectors, each by one thread. */
    MEANS("means of vectors, one thread each", true);

    private final String words;
    private final boolean oneThread;

    How(String words, boolean oneThread) {
      this.words = words;
      this.oneThread = oneThread;
    }

    String words() {
      return words;
    }

    private double seconds(int parallel) throws IOException {
      return this == MEANS
          ? SearchCost.ofMeans(CANDIDATES, EPOCHS_OF_MEANS, parallel).seconds()
          : SearchCost.of("random", CANDIDATES, EPOCHS, parallel).seconds();
    }
  }

  /** For the process: measures when all is compiled, in turns, and prints both times. */
  public static void main(String[] args) throws IOException {
    How how = How.valueOf(args[0]);
    how.seconds(2);
    double together = 0;
    double oneByOne = 0;
    for (int round = 0; round < ROUNDS; round++) {
      oneByOne += how.seconds(1);
      together += how.seconds(2);
    }
    System.out.println("seconds " + oneByOne / ROUNDS + " " + together / ROUNDS);
  }

  /** Measures. */
  static TwoAtOnce measure(How how) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    if (how.oneThread) {
      command.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=0");
    }
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), TwoAtOnce.class.getName(), how.name()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    if (how.oneThread) {
      builder.environment().put("OMP_NUM_THREADS", "1");
    }
    Process process = builder.start();
    process.getOutputStream().close();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return out.lines()
          .filter(line -> line.startsWith("seconds "))
          .map(line -> line.split(" "))
          .map(words -> new TwoAtOnce(Double.parseDouble(words[1]), Double.parseDouble(words[2])))
          .findFirst()
          .orElseThrow(() -> new IOException("the process ended without an answer"));
    }
  }

  double ratio() {
    return oneByOne / together;
  }
}
