package io.palavra.embeddings.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighbourIndexTest {
  @TempDir private Path folder;

  @Test
  void nearlyAllTrueNeighboursAreFoundWithTheirExactCosines() {
    WordVectors vectors = random(5000, 20, 1);
    NeighbourIndex.build(vectors, folder.resolve("index"), IndexOptions.defaults());
    int found = 0;
    try (NeighbourIndex index = NeighbourIndex.open(folder.resolve("index"), vectors)) {
      assertThat(index.size()).isEqualTo(5000);
      for (int i = 0; i < 100; i++) {
        List<Neighbour> exact = vectors.nearest(vectors.word(i), 10);
        List<Neighbour> near = index.nearest(vectors.vector(i), 10, 100, Set.of(vectors.word(i)));
        assertThat(near).hasSize(10);
        List<String> words = near.stream().map(Neighbour::word).toList();
        for (Neighbour one : exact) {
          int at = words.indexOf(one.word());
          found += at >= 0 ? 1 : 0;
          if (at >= 0) {
            assertThat(near.get(at).similarity()).isCloseTo(one.similarity(), within(1e-5f));
          }
        }
      }
    }
    assertThat(found).isGreaterThan(950);
  }

  @Test
  void wordsOfZerosAreLeftOutAndAZeroVectorHasNoNeighbours() {
    WordVectors vectors =
        WordVectors.of(
            List.of("a", "nothing", "b"),
            List.of(new float[] {1, 0}, new float[] {0, 0}, new float[] {1, 1}));
    NeighbourIndex.build(vectors, folder.resolve("index"), IndexOptions.defaults());
    try (NeighbourIndex index = NeighbourIndex.open(folder.resolve("index"), vectors)) {
      assertThat(index.size()).isEqualTo(2);
      assertThat(index.nearest(new float[] {2, 0}, 5, 5, Set.of()))
          .extracting(Neighbour::word)
          .containsExactly("a", "b");
      assertThat(index.nearest(new float[] {0, 0}, 5, 5, Set.of())).isEmpty();
      assertThat(
              index.nearest(new float[] {2, 0}, Integer.MAX_VALUE, Integer.MAX_VALUE, Set.of("b")))
          .extracting(Neighbour::word)
          .containsExactly("a");
      assertThatThrownBy(() -> index.nearest(new float[] {Float.NaN, 0}, 5, 5, Set.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("NaN");
      for (float[] query : new float[][] {{2, 0}, {0, 0}}) {
        assertThat(vectors.nearest(query, 5, Set.of()))
            .isEqualTo(index.nearest(query, 5, 5, Set.of()));
      }
    }
  }

  @Test
  void anIndexOfOtherVectorsABrokenOneAndAUsedFolderAreRefused() throws IOException {
    WordVectors vectors = random(50, 8, 1);
    Path place = folder.resolve("index");
    NeighbourIndex.build(vectors, place, IndexOptions.defaults());
    assertThatThrownBy(() -> NeighbourIndex.build(vectors, place, IndexOptions.defaults()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a new folder");
    assertThatThrownBy(() -> NeighbourIndex.open(place, random(50, 8, 2)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("not of others");
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith("segments")) {
          Files.write(file, new byte[] {1, 2, 3});
        }
      }
    }
    assertThatThrownBy(() -> NeighbourIndex.open(place, vectors))
        .isInstanceOf(BadInputException.class)
        .hasMessage(place + ": expected a whole index; is it cut or changed?");
  }

  @Test
  void aFolderThatIsNoIndexIsRefusedInPlainWords() throws IOException {
    WordVectors vectors = random(5, 8, 1);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("notes.txt"), "no index");
    for (Path place : List.of(empty, other, folder.resolve("none"), other.resolve("notes.txt"))) {
      assertThatThrownBy(() -> NeighbourIndex.open(place, vectors))
          .isInstanceOf(BadInputException.class)
          .hasMessage(place + ": expected a folder that palavra embeddings index made");
    }
  }

  private static WordVectors random(int rows, int dimensions, long seed) {
    Random random = new Random(seed);
    List<String> words = new ArrayList<>();
    List<float[]> values = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      float[] row = new float[dimensions];
      for (int k = 0; k < dimensions; k++) {
        row[k] = (float) random.nextGaussian();
      }
      words.add("w" + i);
      values.add(row);
    }
    return WordVectors.of(words, values);
  }
}
