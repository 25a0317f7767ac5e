package io.palavra.embeddings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.format.VectorFiles;
import io.palavra.embeddings.format.VectorFormat;
import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.embeddings.text.WordIndex;
import io.palavra.pipeline.BadInputException;
import io.palavra.training.vectors.WordLookup;
import io.palavra.training.vectors.WordVectorReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorLookupsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(VectorFormat.class)
  void everyFormatIsRead(VectorFormat format) {
    WordVectors vectors =
        WordVectors.of(List.of("bom", "ruim"), List.of(new float[] {0.5f, -1}, new float[] {2, 3}));
    Path file = folder.resolve("v");
    VectorFiles.write(vectors, file, format);
    WordLookup lookup = WordVectorReader.standard().read(file, word -> true);
    assertThat(lookup.dimensions()).isEqualTo(2);
    assertThat(lookup.own("bom")).hasValue(new float[] {0.5f, -1});
    assertThat(lookup.words()).containsExactly("bom", "ruim");
    assertThat(lookup.own("fora")).isEmpty();
    assertThat(lookup.built("fora")).isEmpty();
  }

  @Test
  void wordsThatNobodyWantsAreNotKept() throws IOException {
    Path file = Files.writeString(folder.resolve("v"), "2 2\nbom 1 2\nfora 3 4\n");
    WordLookup lookup = WordVectorReader.standard().read(file, word -> word.equals("bom"));
    assertThat(lookup.own("bom")).isPresent();
    assertThat(lookup.own("fora")).isEmpty();
    assertThatThrownBy(() -> WordVectorReader.standard().read(file, word -> false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("there is none");
  }

  @Test
  void unseenWordsAreBuiltFromTheNgramsOfAModel() {
    Ngrams ngrams = new Ngrams(3, 3, 50);
    WordIndex index = new WordIndex();
    index.add(new byte[] {'a'}, 0, 1);
    int width = WordVectors.width(2);
    FloatRows table = FloatRows.zeros(51, width);
    for (int row = 0; row < 51; row++) {
      table.numbers()[table.place(row)] = row;
      table.numbers()[table.place(row) + 1] = 1;
    }
    WordVectors vectors = WordVectors.withSubwords(index, table, 2, ngrams);
    Path file = folder.resolve("v.bin");
    VectorFiles.write(vectors, file, VectorFormat.FASTTEXT_BIN);
    WordLookup lookup = WordVectorReader.standard().read(file, word -> false);
    assertThat(lookup.own("gato")).isEmpty();
    assertThat(lookup.built("gato"))
        .hasValueSatisfying(
            built -> assertThat(built).isEqualTo(vectors.vector("gato").orElseThrow()));
  }
}
