package io.palavra.translator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.decoder.DecoderAttention;
import io.palavra.kernels.decoder.DecoderCell;
import io.palavra.kernels.fit.FusedFit;
import io.palavra.pipeline.BadInputException;
import io.palavra.translator.data.EncodedPair;
import io.palavra.translator.data.PairTensors;
import io.palavra.translator.search.BeamSearch;
import io.palavra.translator.search.Hypothesis;
import io.palavra.translator.search.SearchOptions;
import io.palavra.translator.search.Sought;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

class TranslatorNetworkTest {
  private static final int WORDS = 9;
  private static final int[][] SOURCES = {{4, 5, 6, 3}, {7, 3}, {8, 4, 4, 5, 3}};
  private static final int[][] TARGETS = {{6, 5, 3}, {4, 7, 8, 3}, {5, 3}};

  private static Stream<NetworkOptions> shapes() {
    NetworkOptions postNorm =
        new NetworkOptions(
            Architecture.TRANSFORMER,
            DecoderCell.GRU,
            DecoderAttention.ADDITIVE,
            true,
            2,
            4,
            4,
            true,
            0,
            0,
            Tying.ALL,
            2,
            6,
            false,
            0,
            0);
    return Stream.of(
        recurrent(DecoderCell.GRU, DecoderAttention.ADDITIVE, true, Tying.NONE),
        recurrent(DecoderCell.LSTM, DecoderAttention.DOT, false, Tying.TARGET),
        recurrent(DecoderCell.GRU, DecoderAttention.NONE, true, Tying.ALL),
        NetworkOptions.transformer(2, 4, 2, 0),
        NetworkOptions.transformer(1, 4, 1, 0).with(Tying.TARGET),
        postNorm);
  }

  private static NetworkOptions recurrent(
      DecoderCell cell, DecoderAttention attention, boolean both, Tying tied) {
    return new NetworkOptions(cell, attention, both, 2, 3, 4, both, 0, 0).with(tied);
  }

  private static ComputationGraph network(NetworkOptions options, DataType type, IUpdater updater) {
    ComputationGraph network =
        new ComputationGraph(
            TranslatorNetwork.configuration(
                new NeuralNetConfiguration.Builder().seed(7).dataType(type).updater(updater),
                options,
                0.1,
                WORDS,
                WORDS));
    network.init();
    INDArray params = network.params();
    Nd4j.getRandom().setSeed(11);
    params.addi(Nd4j.randn(type, params.shape()).muli(0.3));
    return TranslatorNetwork.tie(network, options);
  }

  private static MultiDataSet data(DataType type, List<EncodedPair> pairs) {
    MultiDataSet data = PairTensors.of(pairs);
    return new org.nd4j.linalg.dataset.MultiDataSet(
        cast(data.getFeatures(), type),
        cast(data.getLabels(), type),
        cast(data.getFeaturesMaskArrays(), type),
        cast(data.getLabelsMaskArrays(), type));
  }

  private static INDArray[] cast(INDArray[] arrays, DataType type) {
    return Arrays.stream(arrays).map(array -> array.castTo(type)).toArray(INDArray[]::new);
  }

  private static List<EncodedPair> pairs() {
    return Stream.of(0, 1, 2).map(i -> new EncodedPair(SOURCES[i], TARGETS[i])).toList();
  }

  /** Central differences; of a table that is not in use they are zero. */
  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsAreThoseOfTheLoss(NetworkOptions options) {
    ComputationGraph network = network(options, DataType.DOUBLE, new NoOp());
    MultiDataSet data = data(DataType.DOUBLE, pairs());
    network.setInputs(data.getFeatures());
    network.setLabels(data.getLabels());
    network.setLayerMaskArrays(data.getFeaturesMaskArrays(), data.getLabelsMaskArrays());
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
    INDArray gradient = network.getFlattenedGradients().dup();
    INDArray params = network.params();
    double step = 1e-5;
    for (long i = 0; i < params.length(); i += 3) {
      double at = params.getDouble(i);
      params.putScalar(i, at + step);
      double above = network.score(data, true);
      params.putScalar(i, at - step);
      double below = network.score(data, true);
      params.putScalar(i, at);
      // The gradient is the sum over the three sentences, the score their mean.
      assertThat(gradient.getDouble(i))
          .as("number %d", i)
          .isCloseTo(3 * (above - below) / (2 * step), within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void scoresThatTheSearchReportsAreThoseOfTheNetwork(NetworkOptions options) {
    ComputationGraph network = network(options, DataType.FLOAT, new NoOp());
    for (Hypothesis found : search(network, options, 3, SOURCES).get(2)) {
      int[] target = new int[found.tokens().size() + 1];
      Arrays.setAll(target, i -> i < target.length - 1 ? found.tokens().get(i) : 3);
      MultiDataSet data = data(DataType.FLOAT, List.of(new EncodedPair(SOURCES[2], target)));
      assertThat(network.score(data, false)).isCloseTo(-found.logProbability(), within(2e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aSentenceIsTranslatedTheSameBitForBitAloneAndInABatch(NetworkOptions options) {
    ComputationGraph network = network(options, DataType.FLOAT, new NoOp());
    List<List<Hypothesis>> together = search(network, options, 3, SOURCES);
    for (int i = 0; i < SOURCES.length; i++) {
      assertThat(search(network, options, 3, SOURCES[i]).get(0)).isEqualTo(together.get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void tablesThatAreOneStayOneWhileLearning(NetworkOptions options) {
    ComputationGraph network = network(options, DataType.FLOAT, new Adam(0.03));
    FusedFit.install(network);
    MultiDataSet data = data(DataType.FLOAT, pairs());
    double before = network.score(data, false);
    for (int i = 0; i < 30; i++) {
      network.fit(data);
    }
    assertThat(network.score(data, false)).isLessThan(0.8 * before);
    INDArray next = network.getLayer(TranslatorNetwork.NEXT).getParam("W");
    INDArray target = network.getLayer(TranslatorNetwork.TARGET_EMBEDDING).getParam("W");
    INDArray source = network.getLayer(TranslatorNetwork.SOURCE_EMBEDDING).getParam("W");
    assertThat(next.equals(target)).isEqualTo(options.tied() != Tying.NONE);
    assertThat(source.equals(target)).isEqualTo(options.tied() == Tying.ALL);
  }

  @Test
  void weightsOfAttentionAreDroppedInTrainingAlone() {
    NetworkOptions whole = NetworkOptions.transformer(2, 4, 2, 0);
    NetworkOptions options = whole.withAttentionDropout(0.4);
    MultiDataSet data = data(DataType.DOUBLE, pairs());
    ComputationGraph kept = network(whole, DataType.DOUBLE, new NoOp());
    ComputationGraph network = network(options, DataType.DOUBLE, new NoOp());
    assertThat(network.score(data, true))
        .isNotEqualTo(network.score(data, true))
        .isNotEqualTo(kept.score(data, true));
    assertThat(network.score(data, false)).isEqualTo(kept.score(data, false));
    assertThat(search(network, options, 3, SOURCES)).isEqualTo(search(kept, whole, 3, SOURCES));
  }

  private static List<List<Hypothesis>> search(
      ComputationGraph network, NetworkOptions options, int beam, int[]... sources) {
    SearchOptions search =
        SearchOptions.defaults().toBuilder().beam(beam).best(beam).maxLength(8).build();
    return new Reader(network, options)
        .read(
            PairTensors.ids(sources),
            PairTensors.mask(sources),
            model ->
                new BeamSearch(search, 2, 3, 0, 1, 2)
                    .translate(
                        model, Arrays.stream(sources).map(row -> Sought.of(row.length)).toList()));
  }

  @Test
  void aStateThatItsHeadsCanNotShareIsNamedBeforeAnOptionWithoutUse() {
    assertThatThrownBy(
            () ->
                new NetworkOptions(
                    Architecture.TRANSFORMER,
                    DecoderCell.GRU,
                    DecoderAttention.ADDITIVE,
                    true,
                    2,
                    32,
                    33,
                    true,
                    0,
                    0,
                    Tying.NONE,
                    4,
                    0,
                    true,
                    0,
                    0))
        .hasMessage("option hidden: found \"33\", expected a multiple of the 4 heads");
  }

  @Test
  void anOptionWithoutUseIsRefusedByName() {
    assertThatThrownBy(
            () ->
                new NetworkOptions(
                    Architecture.TRANSFORMER,
                    DecoderCell.LSTM,
                    DecoderAttention.ADDITIVE,
                    true,
                    2,
                    8,
                    8,
                    true,
                    0,
                    0,
                    Tying.NONE,
                    2,
                    0,
                    true,
                    0,
                    0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("option cell")
        .hasMessageContaining("lstm")
        .hasMessageContaining("transformer");
    assertThatThrownBy(() -> NetworkOptions.transformer(2, 10, 4, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("multiple of the 4 heads");
    assertThatThrownBy(() -> NetworkOptions.defaults().withAttentionDropout(0.1))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "option attentionDropout: found \"0.1\", expected its default,"
                + " since architecture=recurrent has no use for it");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void aShareOfAttentionThatIsNoneIsRefusedByName(double wrong) {
    for (NetworkOptions options :
        List.of(NetworkOptions.defaults(), NetworkOptions.transformer(2, 8, 2, 0))) {
      assertThatThrownBy(() -> options.withAttentionDropout(wrong))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "option attentionDropout: found \"%s\", expected a number from 0 to below 1", wrong);
    }
  }
}
