package io.palavra.embeddings.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.WordVectors;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class VectorsForDl4jTest {
  private final VectorsForDl4j view =
      new VectorsForDl4j(
          WordVectors.of(
              List.of("rei", "rainha", "homem", "mulher", "casa"),
              List.of(
                  new float[] {1, 0, 1},
                  new float[] {0, 1, 1},
                  new float[] {1, 0, 0},
                  new float[] {0, 1, 0},
                  new float[] {-1, -1, 0})));

  @Test
  void wordsAndNeighboursAreThoseOfTheVectors() {
    assertThat(view.hasWord("rei")).isTrue();
    assertThat(view.hasWord("gato")).isFalse();
    assertThat(view.getWordVector("rei")).containsExactly(1, 0, 1);
    assertThat(view.getWordVector("gato")).isNull();
    assertThat(view.similarity("rei", "rainha")).isCloseTo(0.5, within(1e-6));
    assertThat(view.similarity("rei", "gato")).isNaN();
    assertThat(view.wordsNearest("rei", 1)).containsExactly("homem");
    assertThat(view.wordsNearest(List.of("rei", "mulher"), List.of("homem"), 1))
        .containsExactly("rainha");
    assertThat(view.wordsNearest(List.of("gato"), List.of(), 1)).isEmpty();
    assertThat(view.wordsNearest(Nd4j.createFromArray(0f, 2f, 2f), 1)).containsExactly("rainha");
    assertThat(view.getWordVectorsMean(List.of("rei", "rainha", "gato")).toFloatVector())
        .containsExactly(0.5f, 0.5f, 1);
    assertThat(view.getWordVectorMatrixNormalized("rei").norm2Number().doubleValue())
        .isCloseTo(1, within(1e-6));
    assertThat(view.accuracy(List.of(": reino", "homem rei mulher rainha")))
        .containsEntry("reino", 1.0);
  }

  @Test
  void aNetworkBeginsWithThem() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(new EmbeddingLayer.Builder().weightInit(view).build())
            .layer(new OutputLayer.Builder().nIn(3).nOut(2).build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    assertThat(network.getParam("0_W").getRow(1).toFloatVector()).containsExactly(0, 1, 1);
  }

  @Test
  void theTableHasAllWords() {
    assertThat(view.lookupTable().vector("mulher").toFloatVector()).containsExactly(0, 1, 0);
    assertThat(view.vocab().numWords()).isEqualTo(5);
    assertThat(view.vocab().wordAtIndex(2)).isEqualTo("homem");
  }

  @Test
  void itIsNotWrittenAsAJavaObject() {
    assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(view))
        .isInstanceOf(NotSerializableException.class);
  }
}
