package io.palavra.search.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.arbiter.NetworkSpace;
import io.palavra.search.file.StrategyChoice;
import io.palavra.search.network.NetworkSearch.NetworkResult;
import io.palavra.search.space.Choice;
import io.palavra.search.space.Dimension;
import io.palavra.search.space.Point;
import io.palavra.search.study.Budget;
import io.palavra.search.study.StudyListener;
import io.palavra.search.trial.Objective;
import io.palavra.search.trial.Trial;
import io.palavra.search.trial.TrialStatus;
import io.palavra.search.tune.SearchFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.deeplearning4j.arbiter.ComputationGraphSpace;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.conf.updater.AdamSpace;
import org.deeplearning4j.arbiter.layers.DenseLayerSpace;
import org.deeplearning4j.arbiter.layers.OutputLayerSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

@Timeout(120)
class NetworkSearchTest {
  @TempDir Path folder;

  /** Which side of a circle a point is on: nothing for a network without a hidden layer. */
  private static DataSetIterator circle(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<DataSet> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double x = 2 * random.nextDouble() - 1;
      double y = 2 * random.nextDouble() - 1;
      boolean in = x * x + y * y < 0.6;
      all.add(
          new DataSet(
              Nd4j.createFromArray(new float[][] {{(float) x, (float) y}}),
              Nd4j.createFromArray(new float[][] {{in ? 1 : 0, in ? 0 : 1}})));
    }
    return new ListDataSetIterator<>(all, 32);
  }

  private static MultiLayerSpace layers() {
    return new MultiLayerSpace.Builder()
        .updater(new AdamSpace(new ContinuousParameterSpace(new LogUniformDistribution(1e-4, 0.1))))
        .addLayer(
            new DenseLayerSpace.Builder()
                .nIn(2)
                .nOut(new IntegerParameterSpace(2, 24))
                .activation(new DiscreteParameterSpace<>(Activation.TANH, Activation.RELU))
                .build())
        .addLayer(
            new OutputLayerSpace.Builder()
                .nIn(2)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .lossFunction(LossFunction.MCXENT)
                .build())
        .setInputType(org.deeplearning4j.nn.conf.inputs.InputType.feedForward(2))
        .build();
  }

  private static ComputationGraphSpace graph() {
    return new ComputationGraphSpace.Builder()
        .updater(new AdamSpace(new ContinuousParameterSpace(0.001, 0.05)))
        .addInputs("in")
        .addLayer(
            "hidden",
            new DenseLayerSpace.Builder()
                .nIn(2)
                .nOut(new IntegerParameterSpace(2, 24))
                .activation(Activation.TANH)
                .build(),
            "in")
        .addLayer(
            "out",
            new OutputLayerSpace.Builder()
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .lossFunction(LossFunction.MCXENT)
                .build(),
            "hidden")
        .setOutputs("out")
        .setInputTypes(org.deeplearning4j.nn.conf.inputs.InputType.feedForward(2))
        .build();
  }

  private static NetworkSearch search(NetworkSpace space, String strategy, int candidates) {
    return new NetworkSearch(
        space,
        Objective.usual("accuracy"),
        StrategyChoice.of(strategy),
        new Budget(candidates, 9, Optional.empty(), Optional.empty()),
        1,
        1);
  }

  private NetworkResult run(NetworkSearch search, StudyListener listener) {
    return search.run(
        new IteratorBatches(epoch -> circle(320, epoch % 2)),
        new IteratorScore(() -> circle(200, 99)),
        new SearchFolder(folder.resolve("out")),
        listener);
  }

  @Test
  void theParametersOfASpaceAreItsOptions() {
    NetworkSpace space = NetworkSpace.of(layers());
    assertThat(space.space().names()).hasSize(3).anyMatch(name -> name.endsWith("learningRate"));
    assertThat(space.space().names())
        .contains("layer_0.nOut", "layer_0.activationFunction.activation");
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 50; i++) {
      Point point = space.space().random(random);
      assertThat(space.space().parse(space.space().texts(point))).isEqualTo(point);
    }
    for (Dimension dimension : space.space().dimensions()) {
      if (dimension.range() instanceof Choice choice) {
        assertThat(choice.values()).containsExactly("TANH", "RELU");
      }
    }
  }

  @Test
  void aNetworkHasThePointsValues() {
    NetworkSpace space = NetworkSpace.of(layers());
    Map<String, String> options =
        space.space().texts(space.space().point(new double[] {0.5, 0.5, 0.5}));
    ComputationGraph network = space.network(options, 7);
    int hidden = Integer.parseInt(options.get("layer_0.nOut"));
    assertThat(hidden).isEqualTo(13);
    assertThat(network.numParams()).isEqualTo(3L * hidden + 2L * hidden + 2);
    assertThat(network.getLearningRate(network.getLayer(0).conf().getLayer().getLayerName()))
        .isBetween(0.0031, 0.0032);
    assertThat(space.network(options, 7).params()).isEqualTo(network.params());
    assertThat(space.network(options, 8).params()).isNotEqualTo(network.params());
  }

  @Test
  void layersAreSearchedAndTheSearchIsGoneOnWithWhereItLies() {
    NetworkResult first = run(search(NetworkSpace.of(layers()), "asha", 9), StudyListener.none());
    assertThat(first.ranking().standings()).hasSize(9);
    Trial winner = first.winner();
    double accuracy = Objective.usual("accuracy").of(winner).orElseThrow();
    assertThat(accuracy).isGreaterThan(0.8);
    assertThat(new IteratorScore(() -> circle(200, 99)).score(first.network()).metrics())
        .containsEntry("accuracy", accuracy);
    assertThat(folder.resolve("out/report.html")).isNotEmptyFile();
    StudyListener nothingMore =
        new StudyListener() {
          @Override
          public void onAsked(Trial trial) {
            throw new AssertionError(trial);
          }
        };
    NetworkResult again = run(search(NetworkSpace.of(layers()), "asha", 9), nothingMore);
    assertThat(again.winner()).isEqualTo(winner);
    assertThat(again.network().params()).isEqualTo(first.network().params());
    assertThatThrownBy(
            () -> run(search(NetworkSpace.of(layers()), "asha", 10), StudyListener.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("candidates: 9");
  }

  @Test
  void graphsAreSearchedToo() {
    NetworkResult result = run(search(NetworkSpace.of(graph()), "tpe", 4), StudyListener.none());
    assertThat(result.ranking().standings())
        .allMatch(standing -> standing.trial().status() == TrialStatus.DONE);
    assertThat(result.winner().options()).containsKey("hidden.nOut");
    assertThat(Files.exists(folder.resolve("out/candidates.csv"))).isTrue();
  }

  @Test
  void aSpaceInWhichAllIsFixedIsRefused() {
    MultiLayerSpace fixed =
        new MultiLayerSpace.Builder()
            .l2(new FixedValue<>(0.0))
            .addLayer(new OutputLayerSpace.Builder().nIn(2).nOut(2).build())
            .build();
    assertThatThrownBy(() -> NetworkSpace.of(fixed)).isInstanceOf(BadInputException.class);
  }

  /** Of equal weights, whatever their size costs while a network learns. */
  @Test
  void theScoreIsThatOfTheAnswersAlone() {
    List<Double> losses = new ArrayList<>();
    for (double l2 : new double[] {0, 0.5}) {
      ComputationGraphConfiguration configuration =
          new NeuralNetConfiguration.Builder()
              .seed(5)
              .l2(l2)
              .graphBuilder()
              .addInputs("in")
              .addLayer(
                  "out",
                  new OutputLayer.Builder(LossFunction.MCXENT)
                      .nIn(2)
                      .nOut(2)
                      .activation(Activation.SOFTMAX)
                      .build(),
                  "in")
              .setOutputs("out")
              .build();
      ComputationGraph network = new ComputationGraph(configuration);
      network.init();
      losses.add(new IteratorScore(() -> circle(40, 1)).score(network).metrics().get("loss"));
    }
    assertThat(losses.get(1)).isCloseTo(losses.get(0), within(1e-6));
  }
}
