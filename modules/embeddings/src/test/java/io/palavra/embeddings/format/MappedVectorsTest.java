package io.palavra.embeddings.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappedVectorsTest {
  @TempDir private Path folder;

  @Test
  void itSaysWhatTheVectorsInMemorySay() {
    WordVectors vectors = vectors(700, 13);
    Path file = folder.resolve("v.plv");
    VectorFiles.write(vectors, file, VectorFormat.MAPPED);
    MappedVectors mapped = MappedVectors.open(file);
    assertThat(mapped.size()).isEqualTo(700);
    for (int i = 0; i < 700; i++) {
      assertThat(mapped.find(vectors.word(i))).isEqualTo(i);
      assertThat(mapped.word(i)).isEqualTo(vectors.word(i));
      assertThat(mapped.vector(i)).containsExactly(vectors.vector(i));
    }
    assertThat(mapped.find("nada")).isEqualTo(-1);
    assertThat(mapped.vector("nada")).isEmpty();
    assertThat(mapped.nearest(vectors.vector(5), 9, Set.of("é5")))
        .extracting(near -> near.word())
        .isEqualTo(vectors.nearest("é5", 9).stream().map(near -> near.word()).toList());
    assertThat(VectorFiles.read(file).format()).isEqualTo(VectorFormat.MAPPED);
    assertThat(VectorFiles.read(file).vectors().vector(3)).containsExactly(vectors.vector(3));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theSameIsNearWhetherMappedOrInMemory(boolean inMemory) {
    WordVectors vectors =
        WordVectors.of(
            List.of("a", "zero", "b", "c", "b2"),
            List.of(
                new float[] {1, 0},
                new float[] {0, 0},
                new float[] {3, 3},
                new float[] {-1, 0},
                new float[] {3, 3}));
    Path file = folder.resolve("v.plv");
    MappedVectors.write(vectors, file);
    Search search = inMemory ? vectors::nearest : MappedVectors.open(file)::nearest;
    float[] query = {2, 0};
    List<Neighbour> all = search.nearest(query, 9, Set.of());
    assertThat(all).extracting(Neighbour::word).containsExactly("a", "b", "b2", "c");
    assertThat(all)
        .extracting(Neighbour::similarity)
        .usingComparatorForType((x, y) -> Math.abs(x - y) < 1e-6 ? 0 : 1, Float.class)
        .containsExactly(1f, (float) Math.sqrt(0.5), (float) Math.sqrt(0.5), -1f);
    assertThat(search.nearest(query, 2, Set.of("a", "nada")))
        .extracting(Neighbour::word)
        .containsExactly("b", "b2");
    assertThat(search.nearest(query, 0, Set.of())).isEmpty();
    assertThat(search.nearest(new float[2], 3, Set.of())).isEmpty();
    for (int wrong : new int[] {1, 3}) {
      assertThatThrownBy(() -> search.nearest(new float[wrong], 3, Set.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(wrong + " numbers instead of 2");
    }
  }

  @Test
  void aNumberThatIsNotFiniteIsNearNothingAndIsRefusedWhenAllIsRead() throws IOException {
    Path file = folder.resolve("v.plv");
    MappedVectors.write(
        WordVectors.of(List.of("a", "b"), List.of(new float[] {1, 2}, new float[] {3, 4})), file);
    byte[] bytes = Files.readAllBytes(file);
    // The head, two lengths, the two numbers of the first word and one of the second.
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(32 + 8 + 12, Float.NaN);
    Files.write(file, bytes);
    MappedVectors mapped = MappedVectors.open(file);
    assertThat(mapped.nearest(new float[] {1, 1}, 5, Set.of()))
        .extracting(Neighbour::word)
        .containsExactly("a");
    assertThatThrownBy(mapped::load)
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith("found \"NaN in the vector of b\", expected finite numbers");
  }

  private interface Search {
    List<Neighbour> nearest(float[] vector, int count, Set<String> without);
  }

  @Test
  void mutatedFilesAreReadOrRefused() throws IOException {
    Path file = folder.resolve("v.plv");
    MappedVectors.write(vectors(40, 5), file);
    byte[] sound = Files.readAllBytes(file);
    Random random = new Random(9);
    for (int i = 0; i < 500; i++) {
      Path changed = folder.resolve("c" + i);
      byte[] bytes =
          i % 5 == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
      int front = random.nextBoolean() ? Math.min(32, bytes.length) : bytes.length;
      for (int k = 0; k < 3 && front > 0; k++) {
        bytes[random.nextInt(front)] = (byte) random.nextInt();
      }
      Files.write(changed, bytes);
      try {
        MappedVectors mapped = MappedVectors.open(changed);
        mapped.find("é7");
        mapped.word(3);
        mapped.vector(39 % mapped.size());
      } catch (BadInputException refused) {
        assertThat(refused.getMessage()).doesNotContain("\n");
      }
    }
    Files.write(folder.resolve("empty"), new byte[0]);
    assertThatThrownBy(() -> MappedVectors.open(folder.resolve("empty")))
        .isInstanceOf(BadInputException.class);
  }

  private static WordVectors vectors(int size, int dimensions) {
    Random random = new Random(size);
    List<String> words = new ArrayList<>();
    List<float[]> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      float[] row = new float[dimensions];
      for (int k = 0; k < dimensions; k++) {
        row[k] = random.nextFloat() - 0.5f;
      }
      words.add("é" + i);
      values.add(row);
    }
    return WordVectors.of(words, values);
  }
}
