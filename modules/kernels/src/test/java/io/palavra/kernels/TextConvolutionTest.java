package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.kernels.convolution.Border;
import io.palavra.kernels.convolution.TextConvolutionLayer;
import io.palavra.kernels.part.Probe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class TextConvolutionTest {
  private static final int FEATURES = 3;

  @AfterEach
  void computeInFloatAgain() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
  }

  private static MultiLayerNetwork network(DataType type, TextConvolution convolution) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(7)
                .updater(new NoOp())
                .list()
                .layer(convolution)
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(FEATURES))
                .build());
    network.init();
    network.getParam("0_b").assign(random(type, 99, network.getParam("0_b").length()));
    return network;
  }

  private static TextConvolution.Builder some() {
    return new TextConvolution.Builder(2, 4, 1)
        .filters(5, 3, 2)
        .nIn(FEATURES)
        .activation(Activation.TANH);
  }

  private static INDArray random(DataType type, long seed, long... shape) {
    Random random = new Random(seed);
    INDArray array = Nd4j.create(type, shape);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, random.nextGaussian());
    }
    return array;
  }

  private static INDArray features(MultiLayerNetwork network, INDArray x, INDArray mask) {
    INDArray out = network.feedForward(x, mask, null).get(1).dup();
    network.clearLayerMaskArrays();
    return out;
  }

  /** The definition, step by step, for one sequence {@code [time][features]}. */
  private static double[] textbook(MultiLayerNetwork network, double[][] x) {
    TextConvolution conf = (TextConvolution) network.getLayer(0).conf().getLayer();
    double[] out = new double[(int) conf.getNOut()];
    int at = 0;
    int filterIndex = 0;
    for (int i = 0; i < conf.getWidths().length; i++) {
      int w = conf.getWidths()[i];
      int before =
          switch (conf.getBorder()) {
            case VALID -> 0;
            case SAME -> (w - 1) / 2;
            case WIDE -> w - 1;
          };
      int windows =
          switch (conf.getBorder()) {
            case VALID -> Math.max(1, x.length - w + 1);
            case SAME -> x.length;
            case WIDE -> x.length + w - 1;
          };
      INDArray weights = network.getParam("0_W" + w);
      for (int f = 0; f < conf.getFilters()[i]; f++) {
        double[] z = new double[x.length == 0 ? 0 : windows];
        for (int t = 0; t < z.length; t++) {
          z[t] = network.getParam("0_b").getDouble(filterIndex);
          for (int k = 0; k < w; k++) {
            int step = t - before + k;
            for (int j = 0; step >= 0 && step < x.length && j < FEATURES; j++) {
              z[t] += x[step][j] * weights.getDouble(k * FEATURES + j, f);
            }
          }
        }
        int[] best =
            IntStream.range(0, z.length)
                .boxed()
                .sorted(Comparator.comparingDouble(t -> -z[t]))
                .limit(conf.getLargest())
                .mapToInt(t -> t)
                .sorted()
                .toArray();
        for (int k = 0; k < best.length; k++) {
          out[at + k] = Math.tanh(z[best[k]]);
        }
        at += conf.getLargest();
        filterIndex++;
      }
    }
    return out;
  }

  @ParameterizedTest
  @EnumSource(Border.class)
  void itComputesWhatTheDefinitionSays(Border border) {
    Random random = new Random(1);
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      for (int largest : new int[] {1, 3}) {
        MultiLayerNetwork network = network(type, some().border(border).largest(largest).build());
        int batch = 9;
        int time = 11;
        INDArray x = random(type, random.nextLong(), batch, FEATURES, time);
        INDArray mask = Nd4j.ones(type, batch, time);
        List<double[][]> live = new ArrayList<>();
        for (int b = 0; b < batch; b++) {
          List<double[]> steps = new ArrayList<>();
          for (int t = 0; t < time; t++) {
            boolean counts = b != 1 && (b == 0 || random.nextInt(10) < b);
            mask.putScalar(b, t, counts ? 1 : 0);
            if (counts) {
              double[] step = new double[FEATURES];
              for (int j = 0; j < FEATURES; j++) {
                step[j] = x.getDouble(b, j, t);
              }
              steps.add(step);
            }
          }
          live.add(steps.toArray(double[][]::new));
        }
        INDArray out = features(network, x, mask);
        for (int b = 0; b < batch; b++) {
          double[] expected = textbook(network, live.get(b));
          for (int j = 0; j < expected.length; j++) {
            assertThat(out.getDouble(b, j))
                .as("%s %s largest %d sequence %d output %d", border, type, largest, b, j)
                .isCloseTo(
                    expected[j],
                    org.assertj.core.data.Offset.offset(type == DataType.FLOAT ? 1e-5 : 1e-12));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Border.class)
  void gradientsAreThoseOfCentralDifferences(Border border) {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    for (int largest : new int[] {1, 2}) {
      MultiLayerNetwork network =
          network(DataType.DOUBLE, some().border(border).largest(largest).build());
      INDArray mask =
          Nd4j.createFromArray(
              new double[][] {
                {1, 1, 1, 1, 1, 1}, {1, 1, 0, 0, 0, 0}, {0, 1, 1, 0, 1, 1}, {0, 0, 0, 0, 0, 0}
              });
      assertThat(
              GradientCheckUtil.checkGradients(
                  new GradientCheckUtil.MLNConfig()
                      .net(network)
                      .epsilon(1e-6)
                      .maxRelError(1e-5)
                      .minAbsoluteError(1e-9)
                      .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
                      .input(random(DataType.DOUBLE, 3, 4, FEATURES, 6))
                      .inputMask(mask)
                      .labels(
                          Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}, {1, 0}, {0, 1}}))))
          .isTrue();
    }
  }

  /** What the layer below is told, by the gradient of a layer that has parameters there. */
  @Test
  void theLayerBelowLearnsByCentralDifferences() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .seed(7)
                .updater(new NoOp())
                .list()
                .layer(
                    new EmbeddingSequenceLayer.Builder()
                        .nIn(9)
                        .nOut(FEATURES)
                        .weightInit(org.deeplearning4j.nn.weights.WeightInit.NORMAL)
                        .build())
                .layer(some().border(Border.WIDE).largest(2).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(9))
                .build());
    network.init();
    assertThat(
            GradientCheckUtil.checkGradients(
                new GradientCheckUtil.MLNConfig()
                    .net(network)
                    .epsilon(1e-6)
                    .maxRelError(1e-5)
                    .minAbsoluteError(1e-9)
                    .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
                    .input(Nd4j.createFromArray(new double[][] {{1, 2, 3, 1, 2}, {8, 3, 0, 0, 0}}))
                    .inputMask(
                        Nd4j.createFromArray(new double[][] {{1, 1, 1, 1, 1}, {1, 1, 0, 0, 0}}))
                    .labels(Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}}))))
        .isTrue();
  }

  @Test
  void itAgreesWithTheStockLayersOnUnmaskedSequences() {
    int filters = 6;
    int width = 3;
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      MultiLayerNetwork fast =
          network(
              type,
              new TextConvolution.Builder(width)
                  .filters(filters)
                  .activation(Activation.RELU)
                  .build());
      MultiLayerNetwork stock = stock(type, filters, width);
      // The stock layer's weights are declared [filters, features, width, 1] and read as
      // [width, features, filters] from the same memory.
      long[] declared = stock.getParam("0_W").shape();
      stock.getParam("0_W").assign(fast.getParam("0_W3").dup('c').reshape('c', declared));
      stock.getParam("0_b").assign(fast.getParam("0_b"));
      stock.getParam("2_W").assign(fast.getParam("1_W"));
      stock.getParam("2_b").assign(fast.getParam("1_b"));
      INDArray x = random(type, 5, 8, FEATURES, 10);
      INDArray difference = fast.output(x).sub(stock.output(x));
      double bound = type == DataType.FLOAT ? 1e-5 : 1e-10;
      assertThat(difference.amaxNumber().doubleValue()).isLessThan(bound);
      INDArray y = Nd4j.zeros(type, 8, 2);
      IntStream.range(0, 8).forEach(b -> y.putScalar(b, b % 2, 1));
      Probe.gradient(fast, x, y, null, null);
      Probe.gradient(stock, x, y, null, null);
      double[] ours = fast.gradient().getGradientFor("0_W3").dup('c').data().asDouble();
      double[] theirs = stock.gradient().getGradientFor("0_W").dup('c').data().asDouble();
      assertThat(ours).containsExactly(theirs, org.assertj.core.data.Offset.offset(bound));
    }
  }

  private static MultiLayerNetwork stock(DataType type, int filters, int width) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(7)
                .updater(new NoOp())
                .list()
                .layer(
                    new Convolution1DLayer.Builder(width)
                        .nOut(filters)
                        .convolutionMode(ConvolutionMode.Truncate)
                        .activation(Activation.RELU)
                        .build())
                .layer(new GlobalPoolingLayer.Builder(PoolingType.MAX).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(FEATURES, 10))
                .build());
    network.init();
    return network;
  }

  @ParameterizedTest
  @EnumSource(Border.class)
  void paddingAndCompanyChangeNoBit(Border border) {
    MultiLayerNetwork network = network(DataType.FLOAT, some().border(border).largest(2).build());
    INDArray x = random(DataType.FLOAT, 11, 70, FEATURES, 33);
    INDArray mask = Nd4j.zeros(DataType.FLOAT, 70, 33);
    for (int b = 0; b < 70; b++) {
      for (int t = 0; t < 1 + b % 33; t++) {
        mask.putScalar(b, t, 1);
      }
    }
    INDArray all = features(network, x, mask);
    assertThat(features(network, x, mask)).isEqualTo(all);
    for (int b = 0; b < 70; b++) {
      int length = 1 + b % 33;
      INDArray single =
          x.get(
                  org.nd4j.linalg.indexing.NDArrayIndex.interval(b, b + 1),
                  org.nd4j.linalg.indexing.NDArrayIndex.all(),
                  org.nd4j.linalg.indexing.NDArrayIndex.interval(0, length))
              .dup();
      assertThat(features(network, single, null).toFloatVector())
          .isEqualTo(all.getRow(b).toFloatVector());
    }
  }

  /** Of equal values, which are many here, the first window's stays, whoever computes it. */
  @ParameterizedTest
  @EnumSource(Border.class)
  void oneLongTextIsDividedAmongTheCoresWithoutATrace(Border border) {
    MultiLayerNetwork network = network(DataType.FLOAT, some().border(border).build());
    TextConvolutionLayer layer = (TextConvolutionLayer) network.getLayer(0);
    INDArray x = Nd4j.math().round(random(DataType.FLOAT, 3, 9, FEATURES, 300));
    x.putScalar(new int[] {4, 1, 250}, Float.NaN);
    float[][] all = features(network, x, null).toFloatMatrix();
    int[][] windows = new int[9][10];
    IntStream.range(0, 90)
        .forEach(i -> windows[i / 10][i % 10] = layer.windowStart(i / 10, i % 10));
    for (int b = 0; b < 9; b++) {
      INDArray single = x.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(b, b + 1)).dup();
      assertThat(features(network, single, null).toFloatVector()).isEqualTo(all[b]);
      for (int k = 0; k < 10; k++) {
        assertThat(layer.windowStart(0, k))
            .as("sequence %d, output %d", b, k)
            .isEqualTo(windows[b][k]);
      }
    }
  }

  @Test
  void twoPassesGiveTheSameGradientToTheBit() {
    MultiLayerNetwork network = network(DataType.FLOAT, some().border(Border.WIDE).build());
    INDArray x = random(DataType.FLOAT, 11, 40, FEATURES, 20);
    INDArray y = Nd4j.zeros(DataType.FLOAT, 40, 2);
    IntStream.range(0, 40).forEach(b -> y.putScalar(b, b % 2, 1));
    assertThat(Probe.gradient(network, x, y, null, null))
        .isEqualTo(Probe.gradient(network, x, y, null, null));
  }

  @Test
  void itSurvivesJsonCloneAndFile() throws IOException {
    MultiLayerNetwork network =
        network(DataType.FLOAT, some().border(Border.SAME).largest(2).build());
    MultiLayerConfiguration conf = network.getLayerWiseConfigurations();
    assertThat(MultiLayerConfiguration.fromJson(conf.toJson()).toJson()).isEqualTo(conf.toJson());
    INDArray x = random(DataType.FLOAT, 2, 3, FEATURES, 9);
    INDArray out = network.output(x);
    assertThat(network.clone().output(x)).isEqualTo(out);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, file, true);
    MultiLayerNetwork back =
        ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()));
    assertThat(back.output(x)).isEqualTo(out);
  }

  @Test
  void theWindowBehindAnOutputCanBeAskedFor() {
    MultiLayerNetwork network =
        network(DataType.FLOAT, new TextConvolution.Builder(2).filters(1).build());
    network.getParam("0_W2").assign(1);
    INDArray x = Nd4j.zeros(DataType.FLOAT, 2, FEATURES, 5);
    x.putScalar(new int[] {0, 1, 3}, 2);
    x.putScalar(new int[] {0, 1, 4}, 1);
    INDArray mask = Nd4j.createFromArray(new float[][] {{1, 1, 1, 1, 1}, {0, 0, 0, 0, 0}});
    features(network, x, mask);
    TextConvolutionLayer layer = (TextConvolutionLayer) network.getLayer(0);
    assertThat(layer.windowStart(0, 0)).isEqualTo(3);
    assertThat(layer.windowStart(1, 0)).isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void badShapesAreNamed() {
    assertThatThrownBy(() -> new TextConvolution.Builder(3, 3).build())
        .hasMessageContaining("width 3 is given twice");
    assertThatThrownBy(() -> new TextConvolution.Builder(0).build())
        .hasMessageContaining("width")
        .hasMessageContaining("0");
    assertThatThrownBy(() -> new TextConvolution.Builder(3).largest(0).build())
        .hasMessageContaining("largest");
    assertThatThrownBy(() -> new TextConvolution.Builder(3, 4).filters(1, 2, 3).build())
        .hasMessageContaining("filters");
    assertThatThrownBy(() -> new TextConvolution.Builder(3).activation(Activation.SOFTMAX).build())
        .hasMessageContaining("activation");
    MultiLayerNetwork network = network(DataType.FLOAT, some().build());
    assertThatThrownBy(() -> network.output(Nd4j.zeros(DataType.FLOAT, 2, FEATURES + 1, 4)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("3 features");
    assertThatThrownBy(
            () ->
                features(
                    network,
                    Nd4j.zeros(DataType.FLOAT, 2, FEATURES, 4),
                    Nd4j.ones(DataType.FLOAT, 2, 5)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("mask");
  }
}
