package io.palavra.training.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.vectors.WordLookup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

class PretrainedVectorsTest {
  private static final Vocabulary VOCABULARY =
      Vocabulary.of(
          List.of("<pad>", "<unk>", "bom", "ruim", "raro"), new long[] {0, 0, 6, 3, 1}, "test");

  @Test
  void knownWordsGetTheirVectorsAndOthersKeepTheirs() {
    ComputationGraph network = network();
    float[] before = row(network, 4);
    PretrainedVectors.Coverage coverage =
        put(
            Map.of("bom", vector(0.5f, -1), "fora", vector(9, 9), "ruim", vector(0.1f, 2)),
            network);
    assertThat(row(network, 2)).containsExactly(0.5f, -1f);
    assertThat(row(network, 3)).containsExactly(0.1f, 2f);
    assertThat(row(network, 4)).containsExactly(before);
    assertThat(coverage.words()).isEqualTo(2);
    assertThat(coverage.cased()).isZero();
    assertThat(coverage.of()).isEqualTo(3);
    assertThat(coverage.tokenShare()).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void aWordInAnotherCaseServesAndAnUnseenOneIsBuilt() {
    ComputationGraph network = network();
    PretrainedVectors.Coverage coverage =
        put(Map.of("Bom", vector(3, 4), "RUIM", vector(5, 6), "~raro", vector(7, 8)), network);
    assertThat(row(network, 2)).containsExactly(3f, 4f);
    assertThat(row(network, 3)).containsExactly(5f, 6f);
    assertThat(row(network, 4)).containsExactly(7f, 8f);
    assertThat(coverage.sentence())
        .contains("2 of 3 words", "2 in another case", "builds 1 from n-grams", "100.0 %");
  }

  @Test
  void vectorsOfAnotherSizeOrOfOtherWordsAreRefused() {
    assertThatThrownBy(() -> put(Map.of("bom", new float[] {1, 2, 3}), network()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("embedding=3");
    assertThatThrownBy(() -> put(Map.of("fora", vector(1, 2)), network()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("there is none");
  }

  private static float[] vector(float... values) {
    return values;
  }

  /** A word behind {@code ~} is one that can be built. */
  private static PretrainedVectors.Coverage put(
      Map<String, float[]> vectors, ComputationGraph network) {
    WordLookup lookup =
        new WordLookup() {
          @Override
          public int dimensions() {
            return vectors.values().iterator().next().length;
          }

          @Override
          public Stream<String> words() {
            return vectors.keySet().stream();
          }

          @Override
          public Optional<float[]> own(String word) {
            return Optional.ofNullable(vectors.get(word));
          }

          @Override
          public Optional<float[]> built(String word) {
            return Optional.ofNullable(vectors.get("~" + word));
          }
        };
    return PretrainedVectors.put("given", lookup, VOCABULARY, network);
  }

  private static float[] row(ComputationGraph network, int id) {
    return network.getParam("embedding_W").getRow(id).toFloatVector();
  }

  private static ComputationGraph network() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .graphBuilder()
                .addInputs("tokens")
                .setInputTypes(InputType.recurrent(VOCABULARY.size()))
                .addLayer(
                    "embedding",
                    new EmbeddingSequenceLayer.Builder().nIn(VOCABULARY.size()).nOut(2).build(),
                    "tokens")
                .addLayer("pooled", new GlobalPoolingLayer(), "embedding")
                .addLayer("classes", new OutputLayer.Builder().nOut(2).build(), "pooled")
                .setOutputs("classes")
                .build());
    network.init();
    return network;
  }
}
