package io.palavra.kernels.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.kernels.Bidirectional;
import io.palavra.kernels.EmbeddingSequenceLayer;
import io.palavra.kernels.GRU;
import io.palavra.kernels.fit.FusedFit;
import io.palavra.kernels.output.SoftmaxOutput;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Learns to repeat a sequence, and to say it backwards, from nothing but pairs. */
class DecoderLearningTest {
  private static final int SYMBOLS = 8;
  private static final int END = SYMBOLS;
  private static final int BEGIN = SYMBOLS + 1;
  private static final int LONGEST = 7;
  private static final int BATCH = 32;

  private static ComputationGraph graph() {
    int width = 24;
    int units = 48;
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.006))
                .graphBuilder()
                .addInputs("source", "target")
                .addLayer(
                    "sources",
                    new EmbeddingSequenceLayer.Builder().nIn(SYMBOLS).nOut(width).build(),
                    "source")
                .addLayer(
                    "targets",
                    new EmbeddingSequenceLayer.Builder().nIn(SYMBOLS + 2).nOut(width).build(),
                    "target")
                .addLayer(
                    "memory",
                    new Bidirectional(
                        new GRU.Builder()
                            .nIn(width)
                            .nOut(units)
                            .activation(Activation.TANH)
                            .build()),
                    "sources")
                .addVertex(
                    "decoder",
                    new AttentionDecoder(
                        new DecoderOptions(
                            DecoderCell.GRU,
                            DecoderAttention.ADDITIVE,
                            width,
                            2 * units,
                            0,
                            units,
                            units,
                            units,
                            true,
                            0)),
                    "targets",
                    "memory")
                .addLayer(
                    "out",
                    new SoftmaxOutput.Builder().nIn(units).nOut(SYMBOLS + 1).build(),
                    "decoder")
                .setOutputs("out")
                .build());
    graph.init();
    assertThat(FusedFit.install(graph)).isTrue();
    return graph;
  }

  /** Sequences and what is to be said. */
  private record Pairs(int[][] sources, int[][] targets) {

    static Pairs draw(Random random, boolean backwards) {
      int[][] sources = new int[BATCH][];
      int[][] targets = new int[BATCH][];
      for (int b = 0; b < BATCH; b++) {
        sources[b] = random.ints(1 + random.nextInt(LONGEST), 0, SYMBOLS).toArray();
        int n = sources[b].length;
        targets[b] = Arrays.copyOf(sources[b], n + 1);
        for (int i = 0; backwards && i < n; i++) {
          targets[b][i] = sources[b][n - 1 - i];
        }
        targets[b][n] = END;
      }
      return new Pairs(sources, targets);
    }

    MultiDataSet data() {
      INDArray[] in = {Nd4j.zeros(BATCH, LONGEST), Nd4j.zeros(BATCH, LONGEST + 1)};
      INDArray[] masks = {Nd4j.zeros(BATCH, LONGEST), Nd4j.zeros(BATCH, LONGEST + 1)};
      INDArray labels = Nd4j.zeros(DataType.INT32, BATCH, LONGEST + 1);
      for (int b = 0; b < BATCH; b++) {
        for (int t = 0; t < sources[b].length; t++) {
          in[0].putScalar(b, t, sources[b][t]);
          masks[0].putScalar(b, t, 1);
        }
        for (int t = 0; t < targets[b].length; t++) {
          in[1].putScalar(b, t, t == 0 ? BEGIN : targets[b][t - 1]);
          masks[1].putScalar(b, t, 1);
          labels.putScalar(b, t, targets[b][t]);
        }
      }
      return new MultiDataSet(in, new INDArray[] {labels}, masks, new INDArray[] {masks[1]});
    }
  }

  /** How many sequences are said without a fault, always taking the likeliest symbol. */
  private static int right(ComputationGraph graph, Pairs pairs) {
    MultiDataSet data = pairs.data();
    graph.setLayerMaskArrays(data.getFeaturesMaskArrays(), null);
    INDArray memory = graph.feedForward(data.getFeatures(), false).get("memory");
    graph.clearLayerMaskArrays();
    DecoderSession session =
        DecoderSession.open(
            graph, "decoder", memory, Optional.of(data.getFeaturesMaskArray(0)), Optional.empty());
    INDArray table = graph.getParam("targets_W");
    INDArray weights = graph.getParam("out_W");
    int[] last = new int[BATCH];
    Arrays.fill(last, BEGIN);
    boolean[] wrong = new boolean[BATCH];
    DecoderState state = session.start();
    for (int t = 0; t <= LONGEST; t++) {
      DecoderStep step = session.step(state, Nd4j.pullRows(table, 1, last));
      state = step.state();
      INDArray scores =
          step.output().mmul(weights.transpose()).addiRowVector(graph.getParam("out_b"));
      last = scores.argMax(1).toIntVector();
      for (int b = 0; b < BATCH; b++) {
        wrong[b] |= t < pairs.targets[b].length && last[b] != pairs.targets[b][t];
      }
    }
    int count = 0;
    for (boolean each : wrong) {
      count += each ? 0 : 1;
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void copyAndReverseAreLearnedToNinetyNineInAHundred(boolean backwards) {
    ComputationGraph graph = graph();
    Random random = new Random(1);
    double share = 0;
    for (int steps = 0; steps < 3000 && share <= 0.99; steps += 500) {
      for (int step = 0; step < 500; step++) {
        graph.fit(Pairs.draw(random, backwards).data());
      }
      int right = 0;
      for (int i = 0; i < 10; i++) {
        right += right(graph, Pairs.draw(random, backwards));
      }
      share = right / (10.0 * BATCH);
    }
    assertThat(share).as("sequences without a fault within 3,000 steps").isGreaterThan(0.99);
  }
}
