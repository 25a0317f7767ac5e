package io.palavra.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Memory that does not suffice, by a network that complains of it. */
class MemoryShortTest {
  private static final int BATCHES = 4;

  /** What a shortage looks like. */
  interface Fault {
    void happen();
  }

  /** A network with memory for so many rows. */
  static final class Hungry extends ComputationGraph {
    private static final long serialVersionUID = 1;
    private final transient Fault fault;
    private final int rows;
    private int complaints;

    Hungry(ComputationGraphConfiguration conf, int rows, Fault fault) {
      super(conf);
      this.rows = rows;
      this.fault = fault;
    }

    @Override
    public void computeGradientAndScore() {
      super.computeGradientAndScore();
      if (getInput(0).size(0) > rows) {
        complaints++;
        fault.happen();
      }
    }
  }

  private final List<TrainingListener.MemoryShort> told = new ArrayList<>();

  static TrainingOptions options(UpdaterKind updater) {
    return TrainingOptions.defaults().toBuilder()
        .epochs(3)
        .learningRate(0.05)
        .updater(updater)
        .gradientClipping(0.1)
        .l2(1e-3)
        .patience(0)
        .metric("loss")
        .build();
  }

  static Hungry network(TrainingOptions options, int rows, Fault fault) {
    Hungry network =
        new Hungry(
            options
                .configure(
                    new NeuralNetConfiguration.Builder().seed(3).dataType(DataType.DOUBLE), BATCHES)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.recurrent(3))
                .addLayer(
                    "cell",
                    new SimpleRnn.Builder().nIn(3).nOut(5).activation(Activation.TANH).build(),
                    "in")
                .addLayer("pool", new GlobalPoolingLayer(), "cell")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(5)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "pool")
                .setOutputs("out")
                .build(),
            rows,
            fault);
    network.init();
    return network;
  }

  /** Masked sequences, batches of 7 rows. */
  static BatchSource batches() {
    Random random = new Random(5);
    List<TrainingBatch> all = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      INDArray x = Nd4j.zeros(DataType.DOUBLE, 7, 3, 6);
      INDArray y = Nd4j.zeros(DataType.DOUBLE, 7, 2);
      INDArray mask = Nd4j.zeros(DataType.DOUBLE, 7, 6);
      for (int b = 0; b < 7; b++) {
        int length = 1 + random.nextInt(6);
        y.putScalar(b, random.nextInt(2), 1);
        for (int t = 0; t < length; t++) {
          mask.putScalar(b, t, 1);
          for (int j = 0; j < 3; j++) {
            x.putScalar(new int[] {b, j, t}, random.nextGaussian());
          }
        }
      }
      all.add(
          new TrainingBatch(
              new MultiDataSet(new INDArray[] {x}, new INDArray[] {y}, new INDArray[] {mask}, null),
              7,
              7));
    }
    return new BatchSource() {
      @Override
      public BatchStream open(int epoch, long skip) {
        var left = all.listIterator((int) skip);
        return new BatchStream() {
          @Override
          public boolean hasNext() {
            return left.hasNext();
          }

          @Override
          public TrainingBatch next() {
            return left.next();
          }

          @Override
          public void close() {}
        };
      }

      @Override
      public long batchesPerEpoch() {
        return BATCHES;
      }
    };
  }

  private TrainingResult fit(TrainingOptions options, ComputationGraph network) {
    TreeMap<String, Double> score = new TreeMap<>();
    score.put("loss", 1.0);
    return Trainer.of(options, 1)
        .listeners(
            List.of(
                new TrainingListener() {
                  @Override
                  public void onMemoryShort(MemoryShort event) {
                    told.add(event);
                  }
                }))
        .fit(network, batches(), n -> new DevScore(score));
  }

  static void heap() {
    throw new OutOfMemoryError("Java heap space");
  }

  private static void card() {
    throw new IllegalStateException(
        "op failed", new RuntimeException("cudaMalloc failed; Bytes: [4096]; Error code [2]"));
  }

  @ParameterizedTest
  @EnumSource(names = {"SGD", "ADAM", "MOMENTUM", "RMSPROP"})
  void halvedBatchesGiveTheSameSteps(UpdaterKind updater) {
    TrainingOptions options = options(updater);
    Hungry roomy = network(options, Integer.MAX_VALUE, () -> {});
    TrainingResult expected = fit(options, roomy);
    assertThat(told).isEmpty();
    Hungry tight = network(options, 2, MemoryShortTest::heap);
    TrainingResult result = fit(options, tight);
    assertThat(tight.complaints).isEqualTo(2);
    assertThat(roomy.params().sub(tight.params()).amaxNumber().doubleValue()).isLessThan(1e-12);
    assertThat(result.steps()).isEqualTo(expected.steps());
    assertThat(result.history().get(2).trainLoss())
        .isCloseTo(
            expected.history().get(2).trainLoss(), org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void itIsToldOnce() {
    TrainingOptions options = options(UpdaterKind.ADAM);
    fit(options, network(options, 2, MemoryShortTest::card));
    assertThat(told).containsExactly(new TrainingListener.MemoryShort(7, 2));
    assertThat(told.get(0).sentence()).contains("7 rows", "taking 2").doesNotContain("\n");
  }

  @Test
  void aRowThatDoesNotFitIsSaidInOneLine() {
    TrainingOptions options = options(UpdaterKind.ADAM);
    assertThatThrownBy(() -> fit(options, network(options, 0, MemoryShortTest::heap)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("memory")
        .hasMessageContaining("one row")
        .hasCauseInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void otherFaultsPass() {
    TrainingOptions options = options(UpdaterKind.ADAM);
    Hungry broken =
        network(
            options,
            2,
            () -> {
              throw new IllegalStateException("shapes do not fit");
            });
    assertThatThrownBy(() -> fit(options, broken)).hasMessage("shapes do not fit");
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA error: out of memory",
        "Failed to allocate 4096 bytes from DEVICE [0] memory",
        "[DEVICE] allocation failed; Error code: [2]",
        "Can't allocate memory: Workspace is full",
        "Cannot allocate new LongPointer(8): totalBytes = 1G, physicalBytes = 2G",
      })
  void wordsOfAShortageAreKnown(String words) {
    assertThat(Shortage.is(new RuntimeException("outer", new IllegalStateException(words))))
        .isTrue();
    assertThat(Shortage.is(new IllegalStateException("index out of bounds"))).isFalse();
    assertThat(Shortage.is(new IllegalStateException("[DEVICE] deallocation failed"))).isFalse();
  }
}
