package io.palavra.training.checkpoint;

import io.palavra.training.loop.StopOnInterrupt;
import io.palavra.training.loop.StopSignal;
import io.palavra.training.loop.TinyTask;
import io.palavra.training.loop.Trainer;
import io.palavra.training.loop.TrainingListener;
import io.palavra.training.loop.TrainingOptions;
import io.palavra.training.loop.TrainingResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** A training in a JVM of its own, to be killed. It prints a line a step. */
final class TrainingProcess implements AutoCloseable {
  static final TrainingOptions OPTIONS =
      TrainingOptions.defaults().toBuilder()
          .epochs(40)
          .learningRate(0.01)
          .patience(0)
          .metric("loss")
          .checkpointSteps(1)
          .build();

  private static final Path RESULT = Path.of("parameters.bin");

  private final Process process;
  private final BufferedReader lines;

  private TrainingProcess(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a training that goes on from what lies in the folder. */
  static TrainingProcess start(Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(TrainingProcess.class.getName(), folder.toString()));
    return new TrainingProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /** The next line; empty at the end. */
  String readLine() throws IOException {
    String line = lines.readLine();
    return line == null ? "" : line;
  }

  Process process() {
    return process;
  }

  /** The parameters that a finished training left, bit by bit. */
  static byte[] result(Path folder) throws IOException {
    return Files.readAllBytes(folder.resolve(RESULT));
  }

  static byte[] bytes(ComputationGraph network) {
    float[] values = network.params().toFloatVector();
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** Leaves no process behind. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    lines.close();
  }

  /**
   * Trains.
   *
   * @param args the folder
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    TinyTask task = new TinyTask();
    ComputationGraph network = task.network(OPTIONS);
    CheckpointStore store =
        CheckpointStore.in(
            folder.resolve("checkpoints"),
            RunIdentity.empty().and(OPTIONS),
            true,
            line -> System.out.println("damaged " + line));
    TrainingListener printer =
        new TrainingListener() {
          @Override
          public void onStep(Step step) {
            System.out.println("step " + step.step());
          }
        };
    try (StopOnInterrupt guard = StopOnInterrupt.install(new StopSignal())) {
      TrainingResult result =
          Trainer.of(OPTIONS, 5)
              .checkpoints(store)
              .stopOn(guard.signal())
              .listeners(List.of(printer))
              .fit(network, task, task::score);
      if (result.finished()) {
        Files.write(folder.resolve(RESULT), bytes(network));
      }
      System.out.println("end " + result.stop());
    }
  }
}
