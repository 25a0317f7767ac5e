package io.palavra.benchmarks.learning;

import io.palavra.kernels.Bidirectional;
import io.palavra.kernels.EmbeddingSequenceLayer;
import io.palavra.kernels.GRU;
import io.palavra.kernels.LSTM;
import io.palavra.kernels.SequenceConvolution;
import io.palavra.kernels.attention.SelfAttention;
import io.palavra.kernels.fit.FusedFit;
import io.palavra.kernels.output.SoftmaxOutput;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Steps of training with mini-batches of another size and length each, and what memory they take:
 * embedding, convolution, LSTM both ways, GRU, attention, softmax with the fused update.
 */
public final class Soak {
  private static final int IDS = 200;
  private static final int LONGEST = 40;
  private static final int MOST_ROWS = 8;
  private static final double MEBI = 1 << 20;

  private Soak() {}

  /**
   * What memory a process takes, in MiB.
   *
   * @param resident as the system says; 0 where it does not
   * @param heap after collections, until nothing more goes
   * @param ofNd4j ND4J's own
   */
  record Memory(long steps, double resident, double heap, double ofNd4j) {}

  /**
   * Runs for a time or a million steps, whichever is over first.
   *
   * @param arguments minutes, 10 unless given
   * @throws IOException when the system does not tell of memory though it has the file for it
   */
  public static void main(String[] arguments) throws IOException {
    double minutes = arguments.length == 0 ? 10 : Double.parseDouble(arguments[0]);
    ComputationGraph network = network();
    network.fit(batch(new Random(0)));
    long end = System.nanoTime() + (long) (minutes * 60e9);
    Random random = new Random(1);
    List<Memory> seen = new ArrayList<>();
    long next = System.nanoTime();
    long steps = 0;
    while (steps < 1_000_000 && System.nanoTime() < end) {
      network.fit(batch(random));
      steps++;
      if (System.nanoTime() > next) {
        next = System.nanoTime() + (long) (minutes * 3e9);
        Memory now = memory(steps);
        seen.add(now);
        System.out.printf(
            Locale.ROOT,
            "%,9d steps: %.0f MiB resident, %.0f heap, %.1f of ND4J, loss %.3f%n",
            now.steps(),
            now.resident(),
            now.heap(),
            now.ofNd4j(),
            network.score());
      }
    }
    if (seen.isEmpty()) {
      throw new IllegalStateException("no step was done in " + minutes + " minutes");
    }
    Memory early = seen.get(seen.size() / 4);
    Memory late = memory(steps);
    System.out.printf(
        Locale.ROOT,
        "from step %,d to %,d: resident %+.1f MiB, heap %+.1f, ND4J %+.1f%n",
        early.steps(),
        late.steps(),
        late.resident() - early.resident(),
        late.heap() - early.heap(),
        late.ofNd4j() - early.ofNd4j());
  }

  private static ComputationGraph network() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-3))
                .graphBuilder()
                .addInputs("ids")
                .addLayer(
                    "vectors",
                    new EmbeddingSequenceLayer.Builder().nIn(IDS).nOut(16).build(),
                    "ids")
                .addLayer(
                    "filters",
                    new SequenceConvolution.Builder(3).nIn(16).nOut(16).build(),
                    "vectors")
                .addLayer(
                    "both",
                    new Bidirectional(
                        new LSTM.Builder().nIn(16).nOut(8).activation(Activation.TANH).build()),
                    "filters")
                .addLayer(
                    "one",
                    new GRU.Builder().nIn(16).nOut(16).activation(Activation.TANH).build(),
                    "both")
                .addLayer(
                    "looks", new SelfAttention.Builder().nIn(16).nOut(16).heads(2).build(), "one")
                .addLayer("out", new SoftmaxOutput.Builder().nIn(16).nOut(IDS).build(), "looks")
                .setOutputs("out")
                .build());
    network.init();
    FusedFit.install(network);
    return network;
  }

  /** Ids whose labels are the ids themselves. */
  private static MultiDataSet batch(Random random) {
    int rows = 1 + random.nextInt(MOST_ROWS);
    int steps = 1 + random.nextInt(LONGEST);
    float[][] ids = new float[rows][steps];
    float[][] mask = new float[rows][steps];
    for (int b = 0; b < rows; b++) {
      int length = b == 0 ? steps : 1 + random.nextInt(steps);
      for (int t = 0; t < length; t++) {
        ids[b][t] = random.nextInt(IDS);
        mask[b][t] = 1;
      }
    }
    INDArray x = Nd4j.createFromArray(ids);
    INDArray live = Nd4j.createFromArray(mask);
    return new MultiDataSet(
        new INDArray[] {x},
        new INDArray[] {x.castTo(DataType.INT32)},
        new INDArray[] {live},
        new INDArray[] {live});
  }

  private static Memory memory(long steps) throws IOException {
    double heap = settledHeap();
    double resident = 0;
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      for (String line : Files.readAllLines(status, StandardCharsets.US_ASCII)) {
        if (line.startsWith("VmRSS:")) {
          resident = Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
        }
      }
    }
    return new Memory(steps, resident, heap, Pointer.totalBytes() / MEBI);
  }

  /** What a collection finds unused ND4J's threads free after it, and the next one takes away. */
  private static double settledHeap() {
    double before = Double.POSITIVE_INFINITY;
    while (true) {
      System.gc();
      double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBI;
      if (heap > before - 0.5) {
        return heap;
      }
      before = heap;
      LockSupport.parkNanos(500_000_000L);
    }
  }
}
