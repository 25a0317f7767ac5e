package io.palavra.embeddings.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that gensim wrote, and what it said of them; see the README beside them. */
class GensimFilesTest {
  @ParameterizedTest
  @CsvSource({
    "vectors.txt, WORD2VEC_TEXT",
    "vectors.w2v, WORD2VEC_BINARY",
    "vectors.glove, GLOVE_TEXT"
  })
  void vectorsAndNeighboursEqualGensims(String name, VectorFormat format) throws IOException {
    LoadedVectors read = VectorFiles.read(resource(name));
    assertThat(read.format()).isEqualTo(format);
    List<String> exact = lines("vectors.exact");
    assertThat(read.vectors().words()).containsExactlyElementsOf(words(exact));
    sameNumbers(read.vectors(), exact);
    List<String> neighbours = lines("neighbours.txt");
    for (String word : words(neighbours)) {
      sameNeighbours(
          read.vectors(), word, neighbours.stream().filter(l -> l.startsWith(word + " ")).toList());
    }
  }

  @Test
  void aModelWithNgramsThatGensimWroteHasItsVectorsOfKnownAndUnseenWords() throws IOException {
    LoadedVectors read = VectorFiles.read(resource("subwords.bin"));
    assertThat(read.format()).isEqualTo(VectorFormat.FASTTEXT_BIN);
    List<String> exact = lines("subwords.exact");
    assertThat(words(exact).stream().filter(word -> read.vectors().find(word) < 0))
        .as("words that are not in the dictionary")
        .hasSize(3);
    sameNumbers(read.vectors(), exact);
  }

  private static void sameNumbers(WordVectors vectors, List<String> exact) {
    for (String line : exact) {
      String[] fields = line.split(" ");
      float[] vector = vectors.vector(fields[0]).orElseThrow();
      assertThat(vector).hasSize(fields.length - 1);
      for (int i = 0; i < vector.length; i++) {
        assertThat(vector[i])
            .as("%s[%d]", fields[0], i)
            .isCloseTo(Float.parseFloat(fields[i + 1]), within(1e-6f));
      }
    }
  }

  private static void sameNeighbours(WordVectors vectors, String word, List<String> said) {
    List<Neighbour> nearest = vectors.nearest(word, said.size());
    for (int i = 0; i < said.size(); i++) {
      String[] fields = said.get(i).split(" ");
      assertThat(nearest.get(i).word()).isEqualTo(fields[1]);
      assertThat((double) nearest.get(i).similarity())
          .isCloseTo(Double.parseDouble(fields[2]), within(1e-6));
    }
  }

  private static List<String> words(List<String> lines) {
    return lines.stream()
        .map(line -> line.substring(0, line.indexOf(' ')))
        .distinct()
        .collect(Collectors.toList());
  }

  private static Path resource(String name) {
    return Path.of("src/test/resources/io/palavra/embeddings/gensim", name);
  }

  private static List<String> lines(String name) throws IOException {
    return Files.readAllLines(resource(name), StandardCharsets.UTF_8);
  }
}
