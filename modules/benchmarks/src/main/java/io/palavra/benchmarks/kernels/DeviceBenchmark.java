package io.palavra.benchmarks.kernels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.benchmarks.Measure;
import io.palavra.benchmarks.Suite;
import io.palavra.benchmarks.kernels.TrainingCase.Cell;
import io.palavra.benchmarks.kernels.TrainingCase.Lengths;
import io.palavra.pipeline.machine.gpu.Probe;
import io.palavra.pipeline.machine.gpu.Request;
import io.palavra.pipeline.machine.gpu.Survey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Training steps of the networks of this project on the processor and, where there is a card that
 * can be used, on the card, which is measured by a program of its own: one program has one ND4J.
 */
public final class DeviceBenchmark implements Suite {
  private static final int WARM_UP = 5;
  private static final long LIMIT_NANOS = 6_000_000_000L;
  private static final int MOST_ROUNDS = 40;

  @Override
  public String name() {
    return "device";
  }

  @Override
  public String description() {
    return "which device trains which network faster: the processor, or a card where there is one";
  }

  private static List<TrainingCase> cases(boolean quick) {
    List<TrainingCase> cases = new ArrayList<>();
    // Next to no arithmetic: what it costs to call the operations.
    cases.add(new TrainingCase(Cell.LSTM, 50, 8, 8, 64, 1, Lengths.HALF));
    for (Cell cell : quick ? List.of(Cell.LSTM) : List.of(Cell.LSTM, Cell.BI_LSTM, Cell.GRU)) {
      cases.add(new TrainingCase(cell, 20_000, 128, 128, 64, 32, Lengths.HALF));
      cases.add(new TrainingCase(cell, 20_000, 128, 128, 64, 256, Lengths.HALF));
      if (!quick) {
        cases.add(new TrainingCase(cell, 20_000, 512, 512, 64, 32, Lengths.HALF));
        cases.add(new TrainingCase(cell, 20_000, 512, 512, 64, 256, Lengths.HALF));
      }
    }
    return cases;
  }

  @Override
  public List<Measure> run(boolean quick, Consumer<String> say) {
    boolean cpu = Nd4j.getEnvironment().isCPU();
    say.accept("device: " + (cpu ? "the processor" : "the card"));
    List<Measure> here = new ArrayList<>();
    for (TrainingCase training : cases(quick)) {
      double rate = tokensPerSecond(training);
      here.add(Measure.alone(name(), training.title("train"), rate, "tokens/s"));
      say.accept(
          String.format(Locale.ROOT, "%-48s %,12.0f tokens/s", training.title("train"), rate));
    }
    if (!cpu) {
      return here;
    }
    Probe probe = Survey.here().choose(Request.parse("auto"));
    if (!(probe instanceof Probe.Usable usable)) {
      say.accept("No card is measured: " + probe.sentence());
      return here;
    }
    Path home = Path.of(System.getProperty("palavra.home", ""));
    if (!Files.exists(home.resolve("target/launcher-cuda/classpath"))) {
      say.accept(
          "No card is measured: ND4J for CUDA is not fetched yet, which palavra bench device"
              + " --device gpu does once (2.4 GB)");
      return here;
    }
    return compared(here, onTheCard(home, usable.card().device(), quick), say);
  }

  private static double tokensPerSecond(TrainingCase training) {
    ComputationGraph network = training.kernels();
    MultiDataSet data = training.data();
    for (int i = 0; i < WARM_UP; i++) {
      network.fit(data);
    }
    network.score();
    List<Double> seconds = new ArrayList<>();
    long end = System.nanoTime() + LIMIT_NANOS;
    while (seconds.size() < 3 || (seconds.size() < MOST_ROUNDS && System.nanoTime() < end)) {
      long start = System.nanoTime();
      network.fit(data);
      // A card computes behind the program's back; reading a number waits for it.
      network.params().getDouble(0);
      seconds.add((System.nanoTime() - start) * 1e-9);
    }
    double median = seconds.stream().sorted().toList().get(seconds.size() / 2);
    return training.batch() * training.steps() / median;
  }

  private Map<String, Double> onTheCard(Path home, String device, boolean quick) {
    try {
      Path json = Files.createTempFile("palavra-device-", ".json");
      try {
        List<String> command = new ArrayList<>();
        boolean windows =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        command.add(home.resolve(windows ? "scripts/palavra.cmd" : "scripts/palavra").toString());
        command.addAll(List.of("bench", name(), "--device", device, "--json", json.toString()));
        if (quick) {
          command.add("--quick");
        }
        int code =
            new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        return code == 0 ? read(Files.readString(json)) : Map.of();
      } finally {
        Files.deleteIfExists(json);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  /** Tokens a second by case. */
  static Map<String, Double> read(String json) throws IOException {
    Map<String, Double> rates = new HashMap<>();
    for (JsonNode measure : new ObjectMapper().readTree(json)) {
      rates.put(measure.path("case").asText(), measure.path("ours").asDouble());
    }
    return rates;
  }

  /** The processor's measures beside the card's, and a line for each. */
  static List<Measure> compared(
      List<Measure> processor, Map<String, Double> card, Consumer<String> say) {
    List<Measure> all = new ArrayList<>();
    for (Measure one : processor) {
      Double theirs = card.get(one.what());
      if (theirs == null) {
        say.accept(one.what() + ": not measured on the card");
        all.add(one);
        continue;
      }
      all.add(
          new Measure(
              one.suite(),
              one.what(),
              one.ours(),
              one.unit(),
              Optional.of(new Measure.Rival("card", theirs))));
      boolean pays = theirs > one.ours();
      say.accept(
          String.format(
              Locale.ROOT,
              "%-48s processor %,12.0f, card %,12.0f tokens/s: take the %s (%.1f times)",
              one.what(),
              one.ours(),
              theirs,
              pays ? "card" : "processor",
              pays ? theirs / one.ours() : one.ours() / theirs));
    }
    return all;
  }
}
