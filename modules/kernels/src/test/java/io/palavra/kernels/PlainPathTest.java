package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.kernels.fit.FusedFit;
import io.palavra.kernels.plain.PlainPath;
import io.palavra.kernels.pooling.PoolingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional.Mode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The kernels against the same layers in operations of ND4J, as a card would run them. */
class PlainPathTest {
  private static final DataType[] TYPES = {DataType.FLOAT, DataType.DOUBLE};

  @AfterEach
  void backToKernels() {
    System.clearProperty(PlainPath.PROPERTY);
  }

  private static <T> T plainly(Supplier<T> made) {
    System.setProperty(PlainPath.PROPERTY, "true");
    try {
      return made.get();
    } finally {
      System.clearProperty(PlainPath.PROPERTY);
    }
  }

  private static double allowed(DataType type) {
    return type == DataType.FLOAT ? 1e-4 : 1e-8;
  }

  private static MultiLayerNetwork network(DataType type, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().dataType(type).seed(7).updater(new NoOp()).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    network.params().addi(noise(type, 3, network.numParams()).muli(0.1));
    return network;
  }

  private static INDArray noise(DataType type, long seed, long... shape) {
    Random random = new Random(seed);
    INDArray array = Nd4j.create(type, shape);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, random.nextGaussian());
    }
    return array;
  }

  private static INDArray holes(DataType type, int batch, int steps) {
    Random random = new Random(11);
    INDArray mask = Nd4j.ones(type, batch, steps);
    for (int b = 1; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        mask.putScalar(b, t, b == 1 || random.nextInt(3) == 0 ? 0 : 1);
      }
    }
    return mask;
  }

  private static INDArray oneHot(DataType type, long... shape) {
    Random random = new Random(5);
    INDArray labels = Nd4j.zeros(type, shape);
    long steps = shape.length == 3 ? shape[2] : 1;
    for (long b = 0; b < shape[0]; b++) {
      for (long t = 0; t < steps; t++) {
        long label = random.nextInt((int) shape[1]);
        labels.putScalar(shape.length == 3 ? new long[] {b, label, t} : new long[] {b, label}, 1);
      }
    }
    return labels;
  }

  /** The activations of all layers, the gradient of all parameters, and the score. */
  private static List<INDArray> passes(
      MultiLayerNetwork network, INDArray x, INDArray y, List<INDArray> masks) {
    INDArray mask = masks.isEmpty() ? null : masks.get(0);
    INDArray labelMask = y.rank() == 3 ? mask : null;
    List<INDArray> all = new ArrayList<>();
    all.addAll(network.feedForward(x, mask, null).stream().skip(1).map(INDArray::dup).toList());
    network.setLayerMaskArrays(mask, labelMask);
    network.setInput(x);
    network.setLabels(y);
    network.computeGradientAndScore();
    all.add(network.gradient().gradient().dup());
    all.add(Nd4j.scalar(network.score()));
    network.clearLayerMaskArrays();
    return all;
  }

  private static void same(List<INDArray> kernel, List<INDArray> plain, DataType type, String as) {
    assertThat(plain).hasSameSizeAs(kernel);
    for (int i = 0; i < kernel.size(); i++) {
      double scale = Math.max(1, kernel.get(i).ameanNumber().doubleValue());
      assertThat(
              kernel
                  .get(i)
                  .castTo(DataType.DOUBLE)
                  .sub(plain.get(i).castTo(DataType.DOUBLE))
                  .amaxNumber()
                  .doubleValue())
          .as("%s, %s, array %d", as, type, i)
          .isLessThan(allowed(type) * scale);
    }
  }

  private static RnnOutputLayer out(int width, RNNFormat format) {
    return new RnnOutputLayer.Builder(LossFunction.MCXENT)
        .nIn(width)
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .dataFormat(format)
        .build();
  }

  private static void compare(
      DataType type, String as, int[][] sizes, Supplier<MultiLayerNetwork> made) {
    MultiLayerNetwork kernel = made.get();
    MultiLayerNetwork plain = plainly(made);
    for (int[] size : sizes) {
      INDArray x = noise(type, 1, size[0], 4, size[1]);
      INDArray y = oneHot(type, size[0], 3, size[1]);
      for (boolean masked : new boolean[] {false, true}) {
        List<INDArray> masks = masked ? List.of(holes(type, size[0], size[1])) : List.of();
        same(
            passes(kernel, x, y, masks),
            passes(plain, x, y, masks),
            type,
            as + " " + size[0] + "x" + size[1] + (masked ? " masked" : ""));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void recurrentLayersAgreeForwardAndBack(RecurrentTest.Cell cell) {
    for (DataType type : TYPES) {
      compare(
          type,
          cell.name(),
          new int[][] {{5, 7}, {1, 3}, {3, 19}, {8, 4}},
          () -> network(type, cell.fast(4, 6), cell.fast(6, 5), out(5, RNNFormat.NCW)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothDirectionsAgreeInEveryMode(RecurrentTest.Cell cell) {
    for (DataType type : TYPES) {
      for (Mode mode : Mode.values()) {
        int width = mode == Mode.CONCAT ? 10 : 5;
        compare(
            type,
            cell + " " + mode,
            new int[][] {{3, 7}},
            () ->
                network(
                    type,
                    new Bidirectional(mode, cell.fast(4, 5)),
                    new Bidirectional(mode, cell.fast(width, 5)),
                    out(width, RNNFormat.NCW)));
      }
    }
  }

  @Test
  void everyActivationOfTheKernelsAgrees() {
    for (Activation activation :
        List.of(
            Activation.IDENTITY,
            Activation.SIGMOID,
            Activation.TANH,
            Activation.RELU,
            Activation.HARDSIGMOID,
            Activation.HARDTANH,
            Activation.SOFTSIGN)) {
      for (DataType type : TYPES) {
        compare(
            type,
            activation.name(),
            new int[][] {{3, 5}},
            () ->
                network(
                    type,
                    new LSTM.Builder()
                        .nIn(4)
                        .nOut(5)
                        .activation(activation)
                        .gateActivationFunction(Activation.HARDSIGMOID)
                        .build(),
                    new GRU.Builder().nIn(5).nOut(5).activation(activation).build(),
                    new SimpleRnn.Builder().nIn(5).nOut(5).activation(activation).build(),
                    out(5, RNNFormat.NCW)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void dropoutDrawsTheSameMasks(RecurrentTest.Cell cell) {
    DataType type = DataType.DOUBLE;
    Supplier<MultiLayerNetwork> made =
        () -> {
          BaseRecurrentLayer layer =
              switch (cell) {
                case LSTM ->
                    new LSTM.Builder()
                        .nIn(4)
                        .nOut(6)
                        .variationalDropOut(0.3)
                        .recurrentDropOut(0.4)
                        .build();
                case GRU ->
                    new GRU.Builder()
                        .nIn(4)
                        .nOut(6)
                        .variationalDropOut(0.3)
                        .recurrentDropOut(0.4)
                        .build();
                case SIMPLE ->
                    new SimpleRnn.Builder()
                        .nIn(4)
                        .nOut(6)
                        .variationalDropOut(0.3)
                        .recurrentDropOut(0.4)
                        .build();
              };
          return network(type, new Bidirectional(layer), out(12, RNNFormat.NCW));
        };
    MultiLayerNetwork kernel = made.get();
    MultiLayerNetwork plain = plainly(made);
    INDArray x = noise(type, 1, 4, 4, 6);
    INDArray y = oneHot(type, 4, 3, 6);
    Nd4j.getRandom().setSeed(9);
    List<INDArray> expected = passes(kernel, x, y, List.of());
    Nd4j.getRandom().setSeed(9);
    same(expected, passes(plain, x, y, List.of()), type, cell.name());
  }

  @ParameterizedTest
  @EnumSource
  void stateIsCarriedFromCallToCall(RecurrentTest.Cell cell) {
    for (DataType type : TYPES) {
      Supplier<MultiLayerNetwork> made =
          () -> network(type, cell.fast(4, 6), out(6, RNNFormat.NCW));
      MultiLayerNetwork kernel = made.get();
      MultiLayerNetwork plain = plainly(made);
      for (int call = 0; call < 3; call++) {
        INDArray x = noise(type, call, 2, 4, 3);
        same(List.of(kernel.rnnTimeStep(x)), List.of(plain.rnnTimeStep(x)), type, cell.name());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void truncatedTrainingAgrees(RecurrentTest.Cell cell) {
    for (DataType type : TYPES) {
      Supplier<ComputationGraph> made =
          () -> {
            ComputationGraph network =
                new ComputationGraph(
                    new NeuralNetConfiguration.Builder()
                        .dataType(type)
                        .seed(7)
                        .updater(new Adam(0.01))
                        .graphBuilder()
                        .addInputs("in")
                        .addLayer("cell", cell.fast(4, 6), "in")
                        .addLayer("out", out(6, RNNFormat.NCW), "cell")
                        .setOutputs("out")
                        .backpropType(org.deeplearning4j.nn.conf.BackpropType.TruncatedBPTT)
                        .tBPTTForwardLength(4)
                        .tBPTTBackwardLength(3)
                        .build());
            network.init();
            return network;
          };
      ComputationGraph kernel = made.get();
      ComputationGraph plain = plainly(made);
      INDArray[] x = {noise(type, 1, 3, 4, 10)};
      INDArray[] y = {oneHot(type, 3, 3, 10)};
      for (int step = 0; step < 3; step++) {
        kernel.fit(x, y);
        plain.fit(x, y);
      }
      same(List.of(kernel.params()), List.of(plain.params()), type, cell.name());
    }
  }

  @ParameterizedTest
  @EnumSource
  void embeddingAndPoolingAgree(PoolingKind kind) {
    for (DataType type : TYPES) {
      for (RNNFormat format : RNNFormat.values()) {
        Supplier<MultiLayerNetwork> made =
            () -> {
              SequencePooling pooling = new SequencePooling(kind);
              pooling.setFormat(format);
              return network(
                  type,
                  new EmbeddingSequenceLayer.Builder()
                      .nIn(9)
                      .nOut(6)
                      .outputDataFormat(format)
                      .build(),
                  pooling,
                  new OutputLayer.Builder(LossFunction.MCXENT)
                      .nIn(6)
                      .nOut(3)
                      .activation(Activation.SOFTMAX)
                      .build());
            };
        MultiLayerNetwork kernel = made.get();
        MultiLayerNetwork plain = plainly(made);
        for (int round = 0; round < 3; round++) {
          INDArray ids =
              Nd4j.createFromArray(
                      new float[][] {{1, 1, 8, 0, 1}, {2, 3, 4, 5, 8}, {7, 7, 7, 7, 7}})
                  .castTo(type);
          INDArray y = oneHot(type, 3, 3);
          for (boolean masked : new boolean[] {false, true}) {
            List<INDArray> masks = masked ? List.of(holes(type, 3, 5)) : List.of();
            same(
                passes(kernel, ids, y, masks),
                passes(plain, ids, y, masks),
                type,
                kind + " " + format + (masked ? " masked" : ""));
          }
        }
      }
    }
  }

  @Test
  void parametersOfOneServeTheOther() {
    Supplier<MultiLayerNetwork> made =
        () ->
            network(
                DataType.FLOAT,
                new Bidirectional(new GRU.Builder().nIn(4).nOut(6).build()),
                out(12, RNNFormat.NCW));
    MultiLayerNetwork kernel = made.get();
    MultiLayerNetwork plain = plainly(made);
    assertThat(plain.paramTable().keySet()).isEqualTo(kernel.paramTable().keySet());
    plain.params().addi(noise(DataType.FLOAT, 4, plain.numParams()).muli(0.1));
    kernel.setParams(plain.params());
    INDArray x = noise(DataType.FLOAT, 1, 4, 4, 6);
    same(List.of(plain.output(x)), List.of(kernel.output(x)), DataType.FLOAT, "moved");
  }

  @Test
  void theFusedUpdateStepsAside() {
    ComputationGraph network =
        plainly(
            () -> {
              ComputationGraph made =
                  new ComputationGraph(
                      new NeuralNetConfiguration.Builder()
                          .updater(new Adam(0.01))
                          .graphBuilder()
                          .addInputs("in")
                          .addLayer("cell", new GRU.Builder().nIn(4).nOut(6).build(), "in")
                          .addLayer("out", out(6, RNNFormat.NCW), "cell")
                          .setOutputs("out")
                          .build());
              made.init();
              assertThat(FusedFit.install(made)).isFalse();
              return made;
            });
    assertThat(FusedFit.install(network)).isTrue();
  }

  @Test
  void theChoiceIsTheBackendsUnlessThePropertyIsSet() {
    assertThat(PlainPath.taken()).isEqualTo(!Nd4j.getEnvironment().isCPU());
    assertThat(plainly(PlainPath::taken)).isTrue();
  }
}
