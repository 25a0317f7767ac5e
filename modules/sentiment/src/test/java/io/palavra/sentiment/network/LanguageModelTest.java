package io.palavra.sentiment.network;

import static io.palavra.sentiment.network.SentimentNetworkTest.CLASSES;
import static io.palavra.sentiment.network.SentimentNetworkTest.IDS;
import static io.palavra.sentiment.network.SentimentNetworkTest.MASK;
import static io.palavra.sentiment.network.SentimentNetworkTest.VOCABULARY;
import static io.palavra.sentiment.network.SentimentNetworkTest.doubles;
import static io.palavra.sentiment.network.SentimentNetworkTest.initialised;
import static io.palavra.sentiment.network.SentimentNetworkTest.network;
import static io.palavra.sentiment.network.SentimentNetworkTest.output;
import static io.palavra.sentiment.network.SentimentNetworkTest.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.sentiment.network.SentimentNetworkTest.Case;
import io.palavra.training.classification.NetworkShape;
import java.util.Map;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class LanguageModelTest {
  private static final String CASES =
      "io.palavra.sentiment.network.SentimentNetworkTest#everyCombination";
  private static final int TIME = 5;
  private static final double[][] NEXT = {{3, 4, 5, 6, 0}, {2, 2, 0, 0, 0}, {0, 0, 0, 0, 0}};
  private static final double[][] NEXT_DUE = {{1, 1, 1, 1, 0}, {1, 1, 0, 0, 0}, {0, 0, 0, 0, 0}};
  private static final double[][] BEFORE = {{0, 2, 3, 4, 5}, {0, 6, 2, 0, 0}, {0, 0, 0, 0, 0}};
  private static final double[][] BEFORE_DUE = {{0, 1, 1, 1, 1}, {0, 1, 1, 0, 0}, {0, 0, 0, 0, 0}};

  @BeforeAll
  static void computeInDouble() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @AfterAll
  static void computeInFloatAgain() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
  }

  private static ComputationGraph languageModel(Case of, int vocabulary) {
    NetworkShape shape = new NetworkShape(vocabulary, CLASSES, false, of.layers());
    return initialised(SentimentNetwork.languageModel(training(), of.options(), shape));
  }

  private static INDArray labels(Case of, double[][] next, double[][] before) {
    return of.options().bidirectional()
        ? Nd4j.concat(1, doubles(next), doubles(before))
        : doubles(next);
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void gradientsAreThoseOfTheLossUnderTheMask(Case of) {
    boolean right =
        GradientCheckUtil.checkGradients(
            new GradientCheckUtil.GraphConfig()
                .net(languageModel(of, VOCABULARY))
                .subset(true)
                .maxPerParam(5)
                .epsilon(1e-6)
                .maxRelError(1e-5)
                .minAbsoluteError(1e-9)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
                .inputs(new INDArray[] {doubles(IDS)})
                .inputMask(new INDArray[] {doubles(MASK)})
                .labels(new INDArray[] {labels(of, NEXT, BEFORE)})
                .labelMask(new INDArray[] {labels(of, NEXT_DUE, BEFORE_DUE)}));
    assertThat(right).isTrue();
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void allButItsOutputIsOfTheClassifier(Case of) {
    Map<String, INDArray> classifier = network(of).paramTable();
    languageModel(of, VOCABULARY)
        .paramTable()
        .forEach(
            (name, value) -> {
              if (!name.startsWith(SentimentNetwork.WORDS + "_")) {
                assertThat(classifier).containsKey(name);
                assertThat(classifier.get(name).shape()).isEqualTo(value.shape());
              }
            });
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void noPlaceSeesWhatItIsToTell(Case of) {
    ComputationGraph network = languageModel(of, VOCABULARY);
    INDArray told = output(network, doubles(IDS), doubles(MASK));
    int changed = 2;
    double[][] other = {{2, 3, 6, 5, 6}, {6, 2, 2, 0, 0}, {5, 0, 0, 0, 0}};
    INDArray otherwise = output(network, doubles(other), doubles(MASK));
    boolean both = of.options().bidirectional();
    for (int t = 0; t < TIME; t++) {
      if (t <= changed) {
        assertThat(at(otherwise, t).equals(at(told, t))).isEqualTo(t < changed);
      }
      if (both && t >= changed) {
        assertThat(at(otherwise, TIME + t).equals(at(told, TIME + t))).isEqualTo(t > changed);
      }
    }
  }

  private static INDArray at(INDArray output, int step) {
    return output.get(NDArrayIndex.point(0), NDArrayIndex.all(), NDArrayIndex.point(step));
  }

  @Test
  void ofManyWordsSeldomOnesAreToldFromFewerFeatures() {
    Case of = SentimentNetworkTest.everyCombination().findFirst().orElseThrow();
    ComputationGraph network = languageModel(of, 4000);
    INDArray told = output(network, doubles(IDS), doubles(MASK));
    assertThat(told.shape()).containsExactly(3, 4000, TIME);
    assertThat(at(told, 0).sumNumber().doubleValue()).isCloseTo(1, within(1e-9));
    assertThat(network.numParams()).isLessThan(4000 * 5);
  }
}
