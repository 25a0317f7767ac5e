package io.palavra.kernels.decoder;

import static io.palavra.kernels.part.Probe.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.EmbeddingSequenceLayer;
import io.palavra.kernels.output.SoftmaxOutput;
import io.palavra.kernels.part.Ranked;
import io.palavra.kernels.plain.PlainPath;
import io.palavra.kernels.transformer.LayerNorm;
import io.palavra.kernels.transformer.PositionalEncoding;
import io.palavra.kernels.transformer.TransformerDecoder;
import io.palavra.kernels.transformer.TransformerOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Words one by one get the probabilities that the graph gives to whole sentences. */
class NextWordTest {
  private static final int WORDS = 7;
  private static final int WIDTH = 8;
  private static final INDArray MASK =
      Nd4j.create(new double[][] {{1, 1, 1, 1}, {1, 1, 0, 0}, {1, 1, 1, 0}});
  private static final int[][] SENTENCES = {{2, 4, 1, 6, 3}, {2, 5, 5, 0, 1}, {2, 1, 3, 3, 6}};

  private enum Target {
    GRU_ADDITIVE,
    LSTM_GENERAL,
    GRU_NONE,
    PRE_NORM,
    POST_NORM
  }

  private static ComputationGraph graph(Target kind, DataType type) {
    return graph(kind, type, WORDS);
  }

  private static ComputationGraph graph(Target kind, DataType type, int words) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(type)
            .weightInit(WeightInit.XAVIER)
            .graphBuilder()
            .addInputs("y", "m")
            .setInputTypes(InputType.recurrent(words), InputType.recurrent(WIDTH))
            .addLayer(
                "words", new EmbeddingSequenceLayer.Builder().nIn(words).nOut(WIDTH).build(), "y");
    String last =
        switch (kind) {
          case GRU_ADDITIVE -> recurrent(builder, DecoderCell.GRU, DecoderAttention.ADDITIVE);
          case LSTM_GENERAL -> recurrent(builder, DecoderCell.LSTM, DecoderAttention.GENERAL);
          case GRU_NONE -> recurrent(builder, DecoderCell.GRU, DecoderAttention.NONE);
          case PRE_NORM, POST_NORM -> transformer(builder, kind == Target.PRE_NORM);
        };
    builder
        .addLayer("out", new SoftmaxOutput.Builder().nOut(words).labelSmoothing(0.1).build(), last)
        .setOutputs("out");
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    graph.params().assign(random(type, 9, graph.params().shape()).muli(0.5));
    return graph;
  }

  private static String recurrent(GraphBuilder builder, DecoderCell cell, DecoderAttention look) {
    builder.addVertex(
        "decoder",
        new AttentionDecoder(
            new DecoderOptions(cell, look, WIDTH, WIDTH, 0, 6, 5, WIDTH, true, 0.3)),
        "words",
        "m");
    return "decoder";
  }

  private static String transformer(GraphBuilder builder, boolean normFirst) {
    TransformerOptions options = new TransformerOptions(WIDTH, WIDTH, 2, 16, normFirst, 0.2);
    builder
        .addLayer(
            "place", new PositionalEncoding.Builder().scaled(true).sumDropOut(0.1).build(), "words")
        .addVertex("block-0", new TransformerDecoder(options), "place", "m")
        .addVertex("block-1", new TransformerDecoder(options), "block-0", "m")
        .addLayer("norm", new LayerNorm.Builder().build(), "block-1");
    return "norm";
  }

  private static List<String> between(Target kind) {
    return kind == Target.PRE_NORM || kind == Target.POST_NORM
        ? List.of("place", "block-0", "block-1", "norm")
        : List.of("decoder");
  }

  private static INDArray memory(DataType type) {
    return random(type, 4, 3, WIDTH, 4);
  }

  /** {@code [sentence][word]} of the words that follow each of the first. */
  private static double[][][] whole(ComputationGraph graph, DataType type) {
    INDArray y = Nd4j.createFromArray(SENTENCES).castTo(type);
    INDArray p =
        graph
            .output(
                false,
                new INDArray[] {y, memory(type)},
                new INDArray[] {Nd4j.ones(type, 3, 5), MASK.castTo(type)})[0];
    double[][][] out = new double[3][5][WORDS];
    for (int b = 0; b < 3; b++) {
      for (int t = 0; t < 5; t++) {
        for (int k = 0; k < WORDS; k++) {
          out[b][t][k] = Math.log(p.getDouble(b, k, t));
        }
      }
    }
    return out;
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void stepsGiveWhatWholeSentencesGiveWhateverOrderHypothesesGoOnIn(Target kind) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      ComputationGraph graph = graph(kind, type);
      double[][][] whole = whole(graph, type);
      NextWord next = NextWord.open(graph, "words", between(kind), "out");
      next.begin(memory(type), Optional.of(MASK.castTo(type)));
      List<Integer> last = new ArrayList<>(List.of(0, 1, 2));
      for (int t = 0; t < 5; t++) {
        // Each step has the hypotheses in another order, one of them twice.
        List<Integer> order = t % 2 == 0 ? List.of(2, 0, 1, 0) : List.of(1, 2, 0);
        int step = t;
        List<Integer> before = last;
        int[] parents = order.stream().mapToInt(before::indexOf).toArray();
        int[] words = order.stream().mapToInt(b -> SENTENCES[b][step]).toArray();
        float[][] found = next.next(parents, words);
        for (int i = 0; i < order.size(); i++) {
          for (int k = 0; k < WORDS; k++) {
            assertThat((double) found[i][k])
                .isCloseTo(whole[order.get(i)][t][k], within(1e-4 * (1 + Math.abs(found[i][k]))));
          }
        }
        last = order;
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void aSentenceGetsTheSameBitsAloneAndInABatchAndAgain(Target kind) {
    ComputationGraph graph = graph(kind, DataType.FLOAT);
    NextWord next = NextWord.open(graph, "words", between(kind), "out");
    float[][] together = led(next, new int[] {0, 1, 2});
    for (int b = 0; b < 3; b++) {
      assertThat(led(next, new int[] {b})[0]).isEqualTo(together[b]);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void theMostProbableWordsAreThoseOfAllProbabilitiesInTheirOrder(DataType type) {
    // More words than one slice of the softmax has, some of them equally probable.
    int words = 5000;
    ComputationGraph graph = graph(Target.GRU_ADDITIVE, type, words);
    INDArray bias = graph.getLayer("out").getParam("b").reshape(words);
    bias.putScalar(4321, 9).putScalar(17, 9).putScalar(2047, 8).putScalar(2048, 10);
    INDArray weights = graph.getLayer("out").getParam("W");
    for (int word : new int[] {17, 2047, 2048, 4321}) {
      weights.getRow(word).assign(0);
    }
    NextWord next = NextWord.open(graph, "words", between(Target.GRU_ADDITIVE), "out");
    next.begin(memory(type), Optional.of(MASK.castTo(type)));
    Ranked ranked = next.next(new int[] {0, 1, 2}, new int[] {2, 2, 2}, 7);
    for (int row = 0; row < 3; row++) {
      float[] all = ranked.logProbabilities(row);
      double sum = 0;
      for (int word = 0; word < words; word++) {
        assertThat(ranked.logProbability(row, word)).isEqualTo(all[word]);
        sum += Math.exp(all[word]);
      }
      assertThat(sum).isCloseTo(1, within(1e-4));
      int[] best = ranked.best(row);
      assertThat(best).hasSize(7).startsWith(2048, 17, 4321, 2047);
      assertThat(best).isEqualTo(mostProbable(IntStream.range(0, words), all, 7));
    }
  }

  @Test
  void whereMoreWordsAreAskedForThanThereAreAllAreGiven() {
    NextWord next =
        NextWord.open(
            graph(Target.GRU_NONE, DataType.FLOAT), "words", between(Target.GRU_NONE), "out");
    next.begin(memory(DataType.FLOAT), Optional.of(MASK));
    Ranked ranked = next.next(new int[] {1}, new int[] {2}, 50);

    assertThat(ranked.best(0)).hasSize(WORDS).doesNotHaveDuplicates();
  }

  private static int[] mostProbable(IntStream words, float[] logs, int most) {
    return words
        .boxed()
        .sorted(Comparator.comparingDouble((Integer word) -> -logs[word]))
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int[] list(Random random, int words, int count) {
    return random.ints(0, words).distinct().limit(count).sorted().toArray();
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void amongListedWordsProbabilitiesAreThoseOfAllWordsMadeToSumToOne(DataType type) {
    int words = 3000;
    ComputationGraph graph = graph(Target.GRU_ADDITIVE, type, words);
    NextWord whole = NextWord.open(graph, "words", between(Target.GRU_ADDITIVE), "out");
    NextWord some = NextWord.open(graph, "words", between(Target.GRU_ADDITIVE), "out");
    Random random = new Random(5);
    int[][] lists = {list(random, words, 1), list(random, words, 700), list(random, words, 90)};
    whole.begin(memory(type), Optional.of(MASK.castTo(type)));
    some.begin(memory(type), Optional.of(MASK.castTo(type)), Optional.of(lists));
    // The sentence of each hypothesis, in steps that change their order and number.
    int[][] sentences = {{2, 0, 1}, {1, 1, 2, 0}, {2, 1}};
    int[][] parents = {{2, 0, 1}, {2, 2, 0, 1}, {2, 1}};
    for (int t = 0; t < 3; t++) {
      int[] last = random.ints(parents[t].length, 0, words).toArray();
      Ranked all = whole.next(parents[t], last, 0);
      Ranked listed = some.next(parents[t], last, 6);
      for (int row = 0; row < last.length; row++) {
        int[] list = lists[sentences[t][row]];
        int of = row;
        double sum =
            Arrays.stream(list).mapToDouble(w -> Math.exp(all.logProbability(of, w))).sum();
        float[] logs = listed.logProbabilities(row);
        for (int word = 0; word < words; word++) {
          assertThat(listed.logProbability(row, word)).isEqualTo(logs[word]);
          if (Arrays.binarySearch(list, word) < 0) {
            assertThat(logs[word]).isEqualTo(Float.NEGATIVE_INFINITY);
          } else {
            assertThat((double) logs[word])
                .isCloseTo(all.logProbability(row, word) - Math.log(sum), within(1e-4));
          }
        }
        assertThat(listed.best(row)).isEqualTo(mostProbable(Arrays.stream(list), logs, 6));
      }
    }
  }

  @Test
  void wordsOfASentenceDoNotHangOnOtherSentencesLists() {
    int words = 900;
    ComputationGraph graph = graph(Target.GRU_ADDITIVE, DataType.FLOAT, words);
    NextWord next = NextWord.open(graph, "words", between(Target.GRU_ADDITIVE), "out");
    Random random = new Random(6);
    int[] mine = list(random, words, 40);
    List<float[]> found = new ArrayList<>();
    for (int others : new int[] {1, 77, 800}) {
      int[][] lists = {mine, list(random, words, others), list(random, words, others)};
      next.begin(memory(DataType.FLOAT), Optional.of(MASK), Optional.of(lists));
      found.add(next.next(new int[] {0, 1, 2}, new int[] {2, 2, 2})[0]);
    }
    for (int word : mine) {
      assertThat(found.get(1)[word]).isEqualTo(found.get(0)[word]);
      assertThat(found.get(2)[word]).isEqualTo(found.get(0)[word]);
    }
  }

  @Test
  void listsThatAreNoneAreRefused() {
    NextWord next =
        NextWord.open(
            graph(Target.GRU_NONE, DataType.FLOAT), "words", between(Target.GRU_NONE), "out");
    int[][][] wrong = {
      {{1}, {1}}, {{1}, {}, {1}}, {{1}, {2, 1}, {1}}, {{1}, {1, 1}, {1}}, {{1}, {1, WORDS}, {1}}
    };
    for (int[][] lists : wrong) {
      assertThatThrownBy(
              () -> next.begin(memory(DataType.FLOAT), Optional.of(MASK), Optional.of(lists)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static float[][] led(NextWord next, int[] sentences) {
    INDArray memory = Nd4j.pullRows(memory(DataType.FLOAT).reshape(3, 32), 1, sentences, 'c');
    INDArray mask = Nd4j.pullRows(MASK.castTo(DataType.FLOAT), 1, sentences, 'c');
    next.begin(memory.reshape(sentences.length, WIDTH, 4), Optional.of(mask));
    int[] parents = IntStream.range(0, sentences.length).toArray();
    float[][] last = {};
    for (int t = 0; t < 5; t++) {
      int step = t;
      last = next.next(parents, Arrays.stream(sentences).map(b -> SENTENCES[b][step]).toArray());
    }
    return last;
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void whereItLooksSumsToOneOverTheStepsThatCount(Target kind) {
    NextWord next = NextWord.open(graph(kind, DataType.FLOAT), "words", between(kind), "out");
    next.begin(memory(DataType.FLOAT), Optional.of(MASK));
    next.next(new int[] {0, 1, 2}, new int[] {2, 2, 2});
    double[] looked = next.looked(1);
    if (kind == Target.GRU_NONE) {
      assertThat(looked).isEmpty();
    } else {
      assertThat(looked).hasSize(2);
      assertThat(looked[0] + looked[1]).isCloseTo(1, within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void whereArraysAreACardsTheirCopiesGiveTheSameBits(Target kind) {
    ComputationGraph graph = graph(kind, DataType.FLOAT);
    float[][] here = led(NextWord.open(graph, "words", between(kind), "out"), new int[] {0, 1, 2});
    System.setProperty(PlainPath.PROPERTY, "true");
    try {
      NextWord there = NextWord.open(graph, "words", between(kind), "out");
      assertThat(led(there, new int[] {0, 1, 2})).isDeepEqualTo(here);
    } finally {
      System.clearProperty(PlainPath.PROPERTY);
    }
  }

  @Test
  void aLayerThatCanNotBeLedIsNamed() {
    assertThatThrownBy(
            () ->
                NextWord.open(
                    graph(Target.GRU_NONE, DataType.FLOAT), "words", List.of("words"), "out"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("words");
  }
}
