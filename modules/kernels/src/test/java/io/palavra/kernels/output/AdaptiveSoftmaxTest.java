package io.palavra.kernels.output;

import static io.palavra.kernels.part.Probe.checkGradient;
import static io.palavra.kernels.part.Probe.gradient;
import static io.palavra.kernels.part.Probe.mask;
import static io.palavra.kernels.part.Probe.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.SimpleRnn;
import io.palavra.kernels.part.Probe.Data;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AdaptiveSoftmaxTest {

  @Test
  void probabilitiesAddUpToOneAreThoseOfTheLossAndHaveItsGradient() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .seed(5)
                .graphBuilder()
                .addInputs("x")
                .addLayer(
                    "h",
                    new SimpleRnn.Builder().nIn(3).nOut(8).activation(Activation.TANH).build(),
                    "x")
                .addLayer(
                    "out",
                    new AdaptiveSoftmaxOutput.Builder()
                        .nIn(8)
                        .nOut(11)
                        .cutoffs(3, 7)
                        .shrink(2)
                        .build(),
                    "h")
                .setOutputs("out")
                .build());
    graph.init();
    INDArray x = random(DataType.DOUBLE, 1, 4, 3, 5);
    INDArray mask = mask(3, 4, 5);
    Random random = new Random(1);
    INDArray labels = Nd4j.create(DataType.INT32, 4, 5);
    for (int i = 0; i < 20; i++) {
      labels.putScalar(i / 5, i % 5, random.nextInt(11));
    }
    Data data = new Data(new INDArray[] {x}, labels, new INDArray[] {mask}, null);
    checkGradient("adaptive", graph, data, 3);
    gradient(graph, data);
    double score = graph.score();
    INDArray p = graph.output(false, new INDArray[] {x}, new INDArray[] {mask})[0];
    double expected = 0;
    for (int b = 0; b < 4; b++) {
      for (int t = 0; t < 5; t++) {
        double sum = 0;
        for (int k = 0; k < 11; k++) {
          sum += p.getDouble(b, k, t);
        }
        assertThat(sum).isCloseTo(mask.getDouble(b, t), within(1e-10));
        expected -= mask.getDouble(b, t) > 0 ? Math.log(p.getDouble(b, labels.getInt(b, t), t)) : 0;
      }
    }
    assertThat(score).isCloseTo(expected / 4, within(1e-10));
    ComputationGraphConfiguration conf = graph.getConfiguration();
    assertThat(ComputationGraphConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
    assertThatThrownBy(
            () -> new AdaptiveSoftmaxOutput.Builder().nIn(2).nOut(5).cutoffs(3, 3).build())
        .hasMessageContaining("[3, 3]");
  }
}
