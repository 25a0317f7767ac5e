package io.palavra.benchmarks.kernels;

import com.sun.management.ThreadMXBean;
import io.palavra.benchmarks.Timing;
import io.palavra.benchmarks.WarmUp;
import io.palavra.benchmarks.sidebyside.StepServer;
import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.Cores;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.bytedeco.openblas.global.openblas;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Where a training step spends its time: samples of the JVM's flight recorder by part of the step,
 * the arithmetic a second beside what OpenBLAS reaches on big matrices, and the bytes allocated.
 */
public final class StepProfile {
  /** Part of a step by class and method; the first that is found from the top of the stack down. */
  private static final List<Part> PARTS =
      List.of(
          new Part("recurrent.Sweep", "project", "input projection"),
          new Part("recurrent.Sweep", "recurBack", "recurrent product, backward"),
          new Part("Sweep", "recur", "recurrent product, forward"),
          new Part("recurrent.Sweep", "inputGradient", "input gradient"),
          new Part("VectorFloats", "accumulate", "weight gradients"),
          new Part("recurrent.SweepMemory", "sumBiases", "bias gradients"),
          new Part("recurrent.SweepMemory", "", "packing weights, writing gradients"),
          new Part("recurrent.Sweep", "weights", "packing weights, writing gradients"),
          new Part("Sweep", "forward", "gates, forward"),
          new Part("Sweep", "backward", "gates, backward"),
          new Part("recurrent.Sweep", "", "other in the sweeps"),
          new Part("arithmetic.FloatTransfer", "", "copies between layouts"),
          new Part("kernels.recurrent", "", "recurrent layer around the sweeps"),
          new Part("kernels.embedding", "", "embedding"),
          new Part("kernels.pooling", "", "pooling"),
          new Part("kernels.fit", "", "update"),
          new Part("org.deeplearning4j", "", "Deeplearning4j and ND4J"),
          new Part("org.nd4j", "", "Deeplearning4j and ND4J"));

  private StepProfile() {}

  /** A named part. */
  private record Part(String type, String method, String name) {
    boolean holds(RecordedFrame frame) {
      return frame.getMethod().getType().getName().contains(type)
          && (method.isEmpty() || frame.getMethod().getName().equals(method));
    }
  }

  /** {@code [lstm|bi-lstm|gru|rnn] [SECONDS]}. */
  public static void main(String[] args) throws IOException {
    String cell = args.length > 0 ? args[0] : "lstm";
    long seconds = args.length > 1 ? Long.parseLong(args[1]) : 10;
    TrainingCase training =
        new TrainingCase(
            TrainingCase.Cell.valueOf(cell.toUpperCase(Locale.ROOT).replace('-', '_')),
            20_000,
            128,
            128,
            64,
            32,
            TrainingCase.Lengths.HALF);
    openblas.blas_set_num_threads(1);
    ComputationGraph network = training.kernels();
    MultiDataSet data = training.data();
    WarmUp.run(() -> network.fit(data));
    double peak = Cores.count() * MatrixProduct.openBlas(1024, 0.5) * 1e-9;
    report(training, network, data, Duration.ofSeconds(seconds), peak);
  }

  private static void report(
      TrainingCase training,
      ComputationGraph network,
      MultiDataSet data,
      Duration length,
      double peak)
      throws IOException {
    Path file = Files.createTempFile("steps", ".jfr");
    List<Double> times;
    long allocated;
    double cpu;
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(2));
      recording.enable("jdk.NativeMethodSample").withPeriod(Duration.ofMillis(2));
      recording.start();
      List<Double> bytes = new ArrayList<>();
      long cpuBefore = cpuNanos();
      times =
          Timing.every(
              length,
              () -> {
                long before = StepServer.allocated();
                network.fit(data);
                bytes.add((double) (StepServer.allocated() - before));
              });
      allocated = Math.round(Timing.median(bytes));
      cpu = (cpuNanos() - cpuBefore) * 1e-6 / times.size();
      recording.stop();
      recording.dump(file);
    }
    double step = Timing.median(times);
    double rate = training.operations() / step * 1e-9;
    System.out.printf(
        Locale.ROOT,
        "%s: %.2f ms a step and %.2f ms of processor time in Java's threads (%d steps), %.2f GFLOP a step, %.0f GFLOP/s, %.0f %% of %.0f (OpenBLAS on one thread, times %d threads), %,d bytes allocated a step; %s%n",
        training.title("train"),
        step * 1e3,
        cpu,
        times.size(),
        training.operations() * 1e-9,
        rate,
        100 * rate / peak,
        peak,
        Cores.count(),
        allocated,
        Arithmetics.floats().description());
    shares(file)
        .forEach(
            (name, share) -> System.out.printf(Locale.ROOT, "%5.1f %%  %s%n", 100 * share, name));
    Files.delete(file);
  }

  private static Map<String, Double> shares(Path file) throws IOException {
    Map<String, Double> counts = new TreeMap<>();
    int total = 0;
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getStackTrace() == null
          || event.getThread("sampledThread").getJavaName().startsWith("JFR")) {
        continue;
      }
      String part = part(event.getStackTrace().getFrames());
      if (!part.isEmpty()) {
        counts.merge(part, 1.0, Double::sum);
        total++;
      }
    }
    int all = total;
    counts.replaceAll((name, count) -> count / all);
    return counts;
  }

  private static String part(List<RecordedFrame> frames) {
    for (Part part : PARTS) {
      for (RecordedFrame frame : frames) {
        if (part.holds(frame)) {
          return part.type().startsWith("org.") ? part.name() + ": " + at(frame) : part.name();
        }
      }
    }
    return "";
  }

  private static String at(RecordedFrame frame) {
    String type = frame.getMethod().getType().getName();
    return type.substring(type.lastIndexOf('.') + 1) + '.' + frame.getMethod().getName();
  }

  private static long cpuNanos() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return LongStream.of(threads.getThreadCpuTime(threads.getAllThreadIds())).sum();
  }
}
