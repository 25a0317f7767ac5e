package io.palavra.kernels.output;

import static io.palavra.kernels.part.Probe.checkGradient;
import static io.palavra.kernels.part.Probe.gradient;
import static io.palavra.kernels.part.Probe.mask;
import static io.palavra.kernels.part.Probe.random;
import static io.palavra.kernels.part.Probe.worst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.SimpleRnn;
import io.palavra.kernels.part.Probe.Data;
import java.util.Random;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.ops.NDBase;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class SoftmaxOutputTest {

  private static ComputationGraph graph(DataType type, Layer output) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(5)
                .graphBuilder()
                .addInputs("x")
                .addLayer(
                    "h",
                    new SimpleRnn.Builder().nIn(3).nOut(5).activation(Activation.TANH).build(),
                    "x")
                .addLayer("out", output, "h")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private static INDArray labels(long seed, int batch, int steps, int count) {
    Random random = new Random(seed);
    INDArray labels = Nd4j.create(DataType.INT32, batch, steps);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        labels.putScalar(b, t, random.nextInt(count));
      }
    }
    return labels;
  }

  private static INDArray oneHot(INDArray labels, int count, DataType type) {
    INDArray all = Nd4j.zeros(type, labels.size(0), count, labels.size(1));
    for (int b = 0; b < labels.size(0); b++) {
      for (int t = 0; t < labels.size(1); t++) {
        all.putScalar(new int[] {b, labels.getInt(b, t), t}, 1);
      }
    }
    return all;
  }

  @Test
  void computesWhatTheStockLayerComputesWithOneHotLabelsHoweverManyThereAre() {
    for (int count : new int[] {2, 7, 2049, 5000}) {
      for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
        double tolerance = type == DataType.FLOAT ? 2e-5 : 1e-10;
        ComputationGraph fast = graph(type, new SoftmaxOutput.Builder().nIn(5).nOut(count).build());
        ComputationGraph stock =
            graph(
                type,
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(5)
                    .nOut(count)
                    .activation(Activation.SOFTMAX)
                    .dataFormat(RNNFormat.NCW)
                    .build());
        fast.getParam("out_b").assign(random(type, 4, count));
        stock.getParam("out_W").assign(fast.getParam("out_W").transpose());
        stock.getParam("out_b").assign(fast.getParam("out_b"));
        INDArray x = random(type, 1, 9, 3, 6);
        INDArray labels = labels(2, 9, 6, count);
        INDArray mask = mask(3, 9, 6);
        INDArray[] masks = {mask};
        assertThat(worst(fast.output(x)[0], stock.output(x)[0])).isLessThan(tolerance);
        gradient(fast, new Data(new INDArray[] {x}, labels, masks, mask));
        gradient(stock, new Data(new INDArray[] {x}, oneHot(labels, count, type), masks, mask));
        assertThat(fast.score()).isCloseTo(stock.score(), within(tolerance * stock.score()));
        assertThat(
                worst(
                    fast.gradient().getGradientFor("out_W"),
                    stock.gradient().getGradientFor("out_W").transpose()))
            .isLessThan(tolerance);
        assertThat(
                worst(
                    fast.gradient().getGradientFor("h_W"), stock.gradient().getGradientFor("h_W")))
            .isLessThan(tolerance);
        MultiDataSet data =
            new MultiDataSet(
                new INDArray[] {x}, new INDArray[] {labels}, masks, new INDArray[] {mask});
        assertThat(fast.score(data, false)).isCloseTo(fast.score(), within(1e-6 * fast.score()));
      }
    }
  }

  @Test
  void labelSmoothingHasItsGradientAndItsScore() {
    ComputationGraph graph =
        graph(
            DataType.DOUBLE,
            new SoftmaxOutput.Builder().nIn(5).nOut(6).labelSmoothing(0.2).build());
    INDArray x = random(DataType.DOUBLE, 1, 4, 3, 5);
    INDArray mask = mask(3, 4, 5);
    Data data = new Data(new INDArray[] {x}, labels(2, 4, 5, 6), new INDArray[] {mask}, null);
    checkGradient("smoothing", graph, data, 1);
    INDArray p = graph.output(false, new INDArray[] {x}, new INDArray[] {mask})[0];
    double expected = 0;
    for (int b = 0; b < 4; b++) {
      for (int t = 0; t < 5; t++) {
        for (int k = 0; k < 6 && mask.getDouble(b, t) > 0; k++) {
          double target = 0.2 / 6 + (data.labels().getInt(b, t) == k ? 0.8 : 0);
          expected -= target * Math.log(p.getDouble(b, k, t)) / 4;
        }
      }
    }
    gradient(graph, data);
    assertThat(graph.score()).isCloseTo(expected, within(1e-10));
  }

  @Test
  void wrongLabelsAreNamedAndThoseAtMaskedStepsAreNotLookedAt() {
    ComputationGraph graph =
        graph(DataType.FLOAT, new SoftmaxOutput.Builder().nIn(5).nOut(6).build());
    INDArray[] x = {random(DataType.FLOAT, 1, 2, 3, 4)};
    INDArray labels = labels(2, 2, 4, 6);
    labels.putScalar(1, 2, -1);
    assertThatThrownBy(() -> gradient(graph, new Data(x, labels, null, null)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("label -1 at step 2 of sequence 1");
    INDArray mask = Nd4j.ones(2, 4);
    mask.putScalar(1, 2, 0);
    assertThat(gradient(graph, new Data(x, labels, null, mask)).isNaN().any()).isFalse();
    assertThatThrownBy(() -> gradient(graph, new Data(x, labels(2, 2, 3, 6), null, null)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("[2, 3]");
  }

  /** As the module's page shows it. */
  @Test
  void dlEvaluatesItsOutputsBesideOneHotLabels() {
    int count = 4;
    ComputationGraph graph =
        graph(DataType.FLOAT, new SoftmaxOutput.Builder().nIn(5).nOut(count).build());
    INDArray x = random(DataType.FLOAT, 1, 2, 3, 6);
    INDArray labels = labels(2, 2, 6, count);
    INDArray mask = mask(3, 2, 6);
    INDArray probabilities = graph.output(false, new INDArray[] {x}, new INDArray[] {mask})[0];
    Evaluation evaluation = new Evaluation(count);
    INDArray oneHot = new NDBase().oneHot(labels, count, 1, 1.0, 0.0).castTo(DataType.FLOAT);
    evaluation.evalTimeSeries(oneHot, probabilities, mask);
    int right = 0;
    int steps = 0;
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < 6; t++) {
        if (mask.getFloat(b, t) != 0) {
          int best = 0;
          for (int k = 1; k < count; k++) {
            best = probabilities.getFloat(b, k, t) > probabilities.getFloat(b, best, t) ? k : best;
          }
          steps++;
          right += best == labels.getInt(b, t) ? 1 : 0;
        }
      }
    }
    assertThat(evaluation.getNumRowCounter()).isEqualTo(steps);
    assertThat(evaluation.accuracy()).isCloseTo((double) right / steps, within(1e-9));
  }
}
