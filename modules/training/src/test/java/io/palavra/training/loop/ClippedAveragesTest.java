package io.palavra.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.SequenceNormalization;
import io.palavra.kernels.convolution.NormalizationKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Averages that batch normalisation keeps move by what a batch has, however long its gradient. */
class ClippedAveragesTest {
  private static final int FEATURES = 3;
  private static final double LONGEST = 1e-3;
  static final List<String> AVERAGES = List.of("normal_mean", "normal_var", "normal_log10stdev");

  static List<Layer> layers() {
    return List.of(
        new SequenceNormalization.Builder(NormalizationKind.BATCH).build(),
        new BatchNormalization.Builder().build(),
        new BatchNormalization.Builder().useLogStd(false).build());
  }

  static boolean ofSequences(Layer normalization) {
    return normalization instanceof SequenceNormalization;
  }

  static ComputationGraph network(Layer normalization) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.DOUBLE)
            .updater(new Sgd(1))
            .graphBuilder()
            .addInputs("in")
            .addLayer("normal", normalization, "in");
    String below = "normal";
    if (ofSequences(normalization)) {
      graph.addLayer("pooled", new GlobalPoolingLayer(PoolingType.AVG), "normal");
      graph.setInputTypes(InputType.recurrent(FEATURES));
      below = "pooled";
    } else {
      graph.setInputTypes(InputType.feedForward(FEATURES));
    }
    graph.addLayer(
        "out",
        new OutputLayer.Builder(LossFunction.MCXENT).nOut(2).activation(Activation.SOFTMAX).build(),
        below);
    ComputationGraph network = new ComputationGraph(graph.setOutputs("out").build());
    network.init();
    return network;
  }

  /** Numbers far from 0 and far apart, so that the averages have far to go. */
  private static MultiDataSet data(boolean sequences) {
    Nd4j.getRandom().setSeed(5);
    INDArray features =
        sequences
            ? Nd4j.randn(DataType.DOUBLE, 4, FEATURES, 6)
            : Nd4j.randn(DataType.DOUBLE, 4, FEATURES);
    INDArray labels = Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}, {1, 0}, {1, 0}});
    return new org.nd4j.linalg.dataset.MultiDataSet(features.muli(30).addi(70), labels);
  }

  private static ComputationGraph afterOneStep(Layer normalization, double clipping) {
    ComputationGraph network = network(normalization);
    TrainingOptions options =
        TrainingOptions.defaults().toBuilder()
            .epochs(1)
            .gradientClipping(clipping)
            .metric("loss")
            .build();
    Trainer.of(options, 1)
        .fit(
            network,
            new Batches(List.of(data(ofSequences(normalization)))),
            n -> new DevScore(new TreeMap<>(Map.of("loss", 1.0))))
        .orThrow();
    return network;
  }

  @ParameterizedTest
  @MethodSource("layers")
  void averagesAreNeitherScaledNorCounted(Layer normalization) {
    ComputationGraph before = network(normalization.clone());
    ComputationGraph free = afterOneStep(normalization.clone(), 0);
    ComputationGraph clipped = afterOneStep(normalization.clone(), LONGEST);
    double squares = 0;
    for (String name : before.paramTable().keySet()) {
      INDArray start = before.getParam(name);
      INDArray end = clipped.getParam(name);
      if (AVERAGES.contains(name)) {
        assertThat(end).as(name).isEqualTo(free.getParam(name)).isNotEqualTo(start);
      } else {
        squares += Math.pow(end.distance2(start), 2);
      }
    }
    // At a rate of 1, what the weights have moved by is the clipped gradient.
    assertThat(Math.sqrt(squares)).isCloseTo(LONGEST, within(1e-9));
  }

  /** An epoch of these. */
  record Batches(List<? extends MultiDataSet> all) implements BatchSource {
    @Override
    public BatchStream open(int epoch, long skip) {
      var batches = all.listIterator((int) skip);
      return new BatchStream() {
        @Override
        public boolean hasNext() {
          return batches.hasNext();
        }

        @Override
        public TrainingBatch next() {
          MultiDataSet batch = batches.next();
          int rows = (int) batch.getFeatures(0).size(0);
          return new TrainingBatch(batch, rows, rows);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public long batchesPerEpoch() {
      return all.size();
    }
  }
}
