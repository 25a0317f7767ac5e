package io.palavra.training.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PretrainedVectorsTest {
  private static final Vocabulary VOCABULARY =
      Vocabulary.of(
          List.of("<pad>", "<unk>", "bom", "ruim", "raro"), new long[] {0, 0, 6, 3, 1}, "test");

  @TempDir Path folder;

  @Test
  void knownWordsGetTheirVectorsAndOthersKeepTheirs() throws IOException {
    ComputationGraph network = network();
    float[] before = row(network, 4);
    PretrainedVectors.Coverage coverage = put("3 2\nbom 0.5 -1\nfora 9 9\nruim 1e-1 2\n", network);
    assertThat(row(network, 2)).containsExactly(0.5f, -1f);
    assertThat(row(network, 3)).containsExactly(0.1f, 2f);
    assertThat(row(network, 4)).containsExactly(before);
    assertThat(coverage.words()).isEqualTo(2);
    assertThat(coverage.of()).isEqualTo(3);
    assertThat(coverage.tokenShare()).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void theFirstLineMayBeAVectorAsInGlove() throws IOException {
    ComputationGraph network = network();
    put("bom 3 4\n", network);
    assertThat(row(network, 2)).containsExactly(3f, 4f);
  }

  @ParameterizedTest
  @CsvSource({
    "1 3|bom 1 2 3, embedding=3",
    "bom 1 2 3, embedding=3",
    "bom 1 x, :1",
    "bom 1 NaN, finite",
    "fora 1 2, none",
    "bom, :1"
  })
  void whatIsNoVectorIsRefused(String lines, String message) {
    assertThatThrownBy(() -> put(lines.replace('|', '\n') + "\n", network()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  private PretrainedVectors.Coverage put(String text, ComputationGraph network) throws IOException {
    Path file = Files.writeString(folder.resolve("vectors.vec"), text);
    return PretrainedVectors.put(file, VOCABULARY, network);
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
