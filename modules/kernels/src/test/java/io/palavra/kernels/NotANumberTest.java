package io.palavra.kernels;

import static io.palavra.kernels.part.Probe.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.kernels.attention.AttentionPooling;
import io.palavra.kernels.attention.SelfAttention;
import io.palavra.kernels.crf.CrfOutput;
import io.palavra.kernels.output.SoftmaxOutput;
import io.palavra.kernels.pooling.PoolingKind;
import io.palavra.kernels.transformer.FeedForward;
import io.palavra.kernels.transformer.LayerNorm;
import io.palavra.kernels.transformer.TransformerEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;

/** What is not a number stays so in its own sequence, touches no other, or is named. */
class NotANumberTest {
  private static final int BATCH = 3;
  private static final int STEPS = 6;

  private static ComputationGraph graph(DataType type, Layer layer) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(5)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("x")
                .addLayer("y", layer, "x")
                .setOutputs("y")
                .build());
    graph.init();
    return graph;
  }

  private static Map<String, Layer> layers() {
    Map<String, Layer> all = new LinkedHashMap<>();
    all.put("LSTM", new LSTM.Builder().nIn(4).nOut(5).activation(Activation.TANH).build());
    all.put("GRU", new GRU.Builder().nIn(4).nOut(5).activation(Activation.TANH).build());
    all.put("rnn", new SimpleRnn.Builder().nIn(4).nOut(5).activation(Activation.RELU).build());
    all.put(
        "both",
        new Bidirectional(new LSTM.Builder().nIn(4).nOut(5).activation(Activation.TANH).build()));
    all.put("max", new SequencePooling(PoolingKind.MAX));
    all.put("mean", new SequencePooling(PoolingKind.MEAN));
    all.put("filters", new TextConvolution.Builder(2, 3).nIn(4).filters(3).build());
    all.put("stack", new SequenceConvolution.Builder(3).nIn(4).nOut(3).build());
    all.put("segments", new SegmentPooling(2));
    all.put("attention", new SelfAttention.Builder().nIn(4).nOut(4).heads(2).build());
    all.put("looking", new AttentionPooling.Builder().nIn(4).size(3).build());
    all.put("block", new TransformerEncoder.Builder().nIn(4).heads(2).inner(6).build());
    all.put("norm", new LayerNorm.Builder().nIn(4).build());
    all.put("inner", new FeedForward.Builder().nIn(4).nOut(5).inner(6).build());
    all.put("softmax", new SoftmaxOutput.Builder().nIn(4).nOut(7).build());
    return all;
  }

  @Test
  void itIsSeenInItsOwnSequenceAndNowhereElse() {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      layers()
          .forEach(
              (name, layer) -> {
                ComputationGraph graph = graph(type, layer);
                INDArray x = random(type, 1, BATCH, 4, STEPS);
                INDArray before = graph.outputSingle(x).dup();
                x.putScalar(new int[] {1, 2, 3}, Double.NaN);
                INDArray after = graph.outputSingle(x);
                for (int b = 0; b < BATCH; b++) {
                  INDArray own = after.get(NDArrayIndex.point(b));
                  if (b == 1) {
                    assertThat(own.isNaN().castTo(DataType.INT32).sumNumber().intValue())
                        .as("%s %s", name, type)
                        .isPositive();
                  } else {
                    assertThat(own)
                        .as("%s %s", name, type)
                        .isEqualTo(before.get(NDArrayIndex.point(b)));
                  }
                }
              });
    }
  }

  @Test
  void aChainDoesNotInventABestPath() {
    for (boolean marginals : new boolean[] {false, true}) {
      ComputationGraph graph =
          graph(
              DataType.FLOAT, new CrfOutput.Builder().nIn(4).nOut(3).marginals(marginals).build());
      INDArray x = random(DataType.FLOAT, 1, BATCH, 4, STEPS);
      x.putScalar(new int[] {1, 2, 3}, Double.NaN);
      assertThatThrownBy(() -> graph.outputSingle(x))
          .isInstanceOf(DL4JInvalidInputException.class)
          .hasMessageContaining("label 0 at step 3 that counts is not a number");
    }
  }

  @Test
  void aLabelThatIsNoWholeNumberIsNamed() {
    ComputationGraph graph =
        graph(DataType.FLOAT, new SoftmaxOutput.Builder().nIn(4).nOut(7).build());
    INDArray x = random(DataType.FLOAT, 1, 1, 4, 2);
    for (float label : new float[] {Float.NaN, 2.5f, 7, -1}) {
      String words = label == Math.rint(label) ? String.valueOf((int) label) : "" + label;
      assertThatThrownBy(
              () ->
                  graph.fit(
                      new INDArray[] {x},
                      new INDArray[] {Nd4j.createFromArray(new float[][] {{1, label}})}))
          .isInstanceOf(DL4JInvalidInputException.class)
          .hasMessageContaining("label " + words + " at step 1 of sequence 0 is not one of 7");
    }
  }

  @Test
  void aMaskOfAnotherLengthIsNamedByEveryLayer() {
    layers()
        .forEach(
            (name, layer) -> {
              ComputationGraph graph = graph(DataType.FLOAT, layer);
              INDArray x = random(DataType.FLOAT, 1, BATCH, 4, STEPS);
              INDArray[] mask = {Nd4j.ones(BATCH, STEPS + 1)};
              assertThatThrownBy(() -> graph.output(false, new INDArray[] {x}, mask))
                  .as(name)
                  .isInstanceOf(DL4JInvalidInputException.class)
                  .hasMessageContaining("mask of shape [3, 7]");
            });
  }

  @Test
  void anotherNumberOfFeaturesIsNamedByEveryLayerThatHasOne() {
    layers()
        .forEach(
            (name, layer) -> {
              if (!List.of("max", "mean", "segments").contains(name)) {
                ComputationGraph graph = graph(DataType.FLOAT, layer);
                INDArray x = random(DataType.FLOAT, 1, BATCH, 5, STEPS);
                assertThatThrownBy(() -> graph.outputSingle(x))
                    .as(name)
                    .isInstanceOf(DL4JInvalidInputException.class)
                    .hasMessageContaining("4")
                    .hasMessageContaining("[3, 5, 6]");
              }
            });
  }

  @Test
  void aMaskThatIsNoNumberIsNamedByEveryLayer() {
    layers()
        .forEach(
            (name, layer) -> {
              ComputationGraph graph = graph(DataType.FLOAT, layer);
              INDArray x = random(DataType.FLOAT, 1, BATCH, 4, STEPS);
              INDArray mask = Nd4j.ones(BATCH, STEPS);
              mask.putScalar(1, 3, Float.NaN);
              assertThatThrownBy(
                      () -> graph.output(false, new INDArray[] {x}, new INDArray[] {mask}))
                  .as(name)
                  .isInstanceOf(DL4JInvalidInputException.class)
                  .hasMessageContaining("mask of step 3 of sequence 1 is not a number");
            });
  }

  @Test
  void aMaskOfIdsThatIsNoNumberIsNamed() {
    ComputationGraph graph =
        graph(DataType.FLOAT, new EmbeddingSequenceLayer.Builder().nIn(9).nOut(2).build());
    INDArray mask = Nd4j.createFromArray(new float[][] {{1, 1}, {Float.NaN, 1}});
    assertThatThrownBy(
            () -> graph.output(false, new INDArray[] {Nd4j.ones(2, 2)}, new INDArray[] {mask}))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("mask of step 0 of sequence 1 is not a number");
  }

  @Test
  void anIdTooGreatForAWholeNumberIsNamedAsItWasGiven() {
    ComputationGraph graph =
        graph(DataType.FLOAT, new EmbeddingSequenceLayer.Builder().nIn(9).nOut(2).build());
    Map.of(1e30f, "id 1.0", Float.POSITIVE_INFINITY, "id Infinity", 12f, "id 12 at")
        .forEach(
            (id, words) ->
                assertThatThrownBy(
                        () -> graph.outputSingle(Nd4j.createFromArray(new float[][] {{1, id}})))
                    .isInstanceOf(DL4JInvalidInputException.class)
                    .hasMessageContaining(words)
                    .hasMessageContaining("at step 1 of sequence 0 is not in the table"));
  }
}
