package io.palavra.kernels;

import static io.palavra.kernels.part.Probe.gradient;
import static io.palavra.kernels.part.Probe.mask;
import static io.palavra.kernels.part.Probe.random;
import static io.palavra.kernels.part.Probe.worst;
import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.kernels.convolution.Border;
import io.palavra.kernels.convolution.NormalizationKind;
import io.palavra.kernels.convolution.TextConvolutionLayer;
import io.palavra.kernels.part.Probe.Data;
import io.palavra.kernels.plain.PlainPath;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Convolution, its pooling and normalisation: kernels against operations of ND4J. */
class PlainConvolutionTest {
  private static final int BATCH = 4;
  private static final int STEPS = 7;

  @AfterEach
  void backToKernels() {
    System.clearProperty(PlainPath.PROPERTY);
  }

  private static ComputationGraph graph(
      DataType type, boolean plain, UnaryOperator<GraphBuilder> middle) {
    System.setProperty(PlainPath.PROPERTY, String.valueOf(plain));
    ComputationGraph graph =
        new ComputationGraph(
            middle
                .apply(
                    new NeuralNetConfiguration.Builder()
                        .dataType(type)
                        .seed(5)
                        .updater(new NoOp())
                        .graphBuilder()
                        .addInputs("x")
                        .setInputTypes(InputType.recurrent(3, STEPS, RNNFormat.NCW)))
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "y")
                .setOutputs("out")
                .build());
    graph.init();
    graph.params().addi(random(type, 4, graph.params().shape()).muli(0.3));
    System.clearProperty(PlainPath.PROPERTY);
    return graph;
  }

  private static Data data(DataType type, boolean masked) {
    INDArray y = Nd4j.zeros(type, BATCH, 2);
    for (int b = 0; b < BATCH; b++) {
      y.putScalar(b, b % 2, 1);
    }
    INDArray[] masks = masked ? new INDArray[] {mask(3, BATCH, STEPS)} : null;
    return new Data(new INDArray[] {random(type, 1, BATCH, 3, STEPS)}, y, masks, null);
  }

  private static void compare(String what, UnaryOperator<GraphBuilder> middle) {
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      double allowed = type == DataType.DOUBLE ? 1e-9 : 2e-4;
      ComputationGraph fast = graph(type, false, middle);
      ComputationGraph plain = graph(type, true, middle);
      plain.setParams(fast.params());
      for (boolean masked : new boolean[] {false, true, false}) {
        Data data = data(type, masked);
        String as = what + " " + type + (masked ? " masked" : "");
        assertThat(worst(gradient(plain, data), gradient(fast, data)))
            .as("%s, gradient", as)
            .isLessThan(allowed);
        assertThat(
                worst(
                    plain.output(false, data.inputs(), data.masks())[0],
                    fast.output(false, data.inputs(), data.masks())[0]))
            .as("%s, output", as)
            .isLessThan(allowed);
      }
    }
  }

  @Test
  void filtersOfSeveralWidthsAgreeAtEveryBorderWithOneAndSeveralValues() {
    for (Border border : Border.values()) {
      for (int largest : new int[] {1, 3}) {
        Activation activation = largest == 1 ? Activation.RELU : Activation.TANH;
        compare(
            border + ", " + largest,
            b ->
                b.addLayer(
                    "y",
                    new TextConvolution.Builder(2, 3, 9)
                        .filters(4, 3, 2)
                        .largest(largest)
                        .border(border)
                        .activation(activation)
                        .build(),
                    "x"));
      }
    }
  }

  @Test
  void theWindowsThatFiltersFiredAtAreTheSame() {
    UnaryOperator<GraphBuilder> middle =
        b -> b.addLayer("y", new TextConvolution.Builder(2, 3).filters(4).build(), "x");
    ComputationGraph fast = graph(DataType.DOUBLE, false, middle);
    ComputationGraph plain = graph(DataType.DOUBLE, true, middle);
    Data data = data(DataType.DOUBLE, true);
    fast.output(false, data.inputs(), data.masks());
    plain.output(false, data.inputs(), data.masks());
    for (int b = 0; b < BATCH; b++) {
      for (int output = 0; output < 8; output++) {
        assertThat(((TextConvolutionLayer) plain.getLayer("y")).windowStart(b, output))
            .isEqualTo(((TextConvolutionLayer) fast.getLayer("y")).windowStart(b, output));
      }
    }
  }

  @Test
  void stacksOfConvolutionPoolingAndNormalisationAgree() {
    for (NormalizationKind kind : NormalizationKind.values()) {
      compare(
          "stack " + kind,
          b ->
              b.addLayer("c", new SequenceConvolution.Builder(3).dilation(2).nOut(4).build(), "x")
                  .addLayer("n", new SequenceNormalization.Builder(kind).build(), "c")
                  .addLayer("p", new SequenceMaxPooling(3, 2), "n")
                  .addLayer("d", new SequenceConvolution.Builder(2).nOut(5).build(), "p")
                  .addLayer("y", new SegmentPooling(2), "d"));
    }
  }
}
