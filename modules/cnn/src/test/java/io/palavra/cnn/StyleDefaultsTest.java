package io.palavra.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.encode.Truncation;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.FloatTensor;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.options.OptionBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a style brings with it, and what a user has the last word in. */
class StyleDefaultsTest {
  @TempDir Path folder;

  private static CnnOptions options(String... sets) {
    return OptionBinder.bind(CnnOptions.defaults(), Optional.empty(), List.of(sets));
  }

  @Test
  void aStyleBringsWhatItReads() {
    TextOptions letters = options("style=character").text();
    assertThat(letters.tokenizer()).isEqualTo("characters");
    assertThat(letters.maxLength()).isEqualTo(1014);
    TextOptions bases = options("style=dna").text();
    assertThat(bases.tokenizer()).isEqualTo("bases");
    assertThat(bases.truncation()).isEqualTo(Truncation.HEAD);
    assertThat(options("style=stacked").text()).isEqualTo(TextOptions.defaults());
  }

  @Test
  void whatIsGivenStaysAlsoWhereItIsTheDefaultOfWords() {
    assertThat(options("style=character-large", "maxLength=400").text().maxLength()).isEqualTo(400);
    assertThat(options("style=character", "truncation=tail").text().truncation())
        .isEqualTo(Truncation.TAIL);
    assertThat(options("style=dna", "truncation=head-and-tail").text().truncation())
        .isEqualTo(Truncation.HEAD_AND_TAIL);
    assertThat(options("style=dna", "tokenizer=3-mers").text().tokenizer()).isEqualTo("3-mers");
    CnnOptions given = options("style=character", "maxLength=400");
    assertThat(OptionBinder.bind(given, Optional.empty(), List.of("epochs=3")).text())
        .isEqualTo(given.text());
    assertThat(OptionBinder.fromJson(CnnOptions.class, OptionBinder.toJson(given)))
        .isEqualTo(given);
  }

  @ParameterizedTest
  @CsvSource({
    "style=character-large tokenizer=words, tokenizer=words, style=character-large",
    "style=dna tokenizer=words, tokenizer=words, bases",
    "style=character-large kMax=2, kMax=2, style=character-large",
    "style=stacked border=wide, border=wide, style=kim",
    "dense=64, dense=64, denseLayers=1",
    "style=dna denseLayers=0 dense=64, dense=64, style=dna",
    "style=stacked denseLayers=0 dense=64, dense=64, denseLayers=1",
  })
  void whatWouldBeIgnoredIsRefusedByName(String sets, String found, String expected) {
    assertThatThrownBy(() -> options(sets.split(" ")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(found)
        .hasMessageContaining(expected);
  }

  /** More bases that are not known than of any other kind. */
  private TrainRequest unknownBases(List<String> said) throws IOException {
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 40; i++) {
      rows.append("nnnn").append("agt".repeat(2 + i % 5)).append("nnn".repeat(10)).append('c');
      rows.append(i % 2 == 0 ? ",+\n" : "nnntataat,-\n");
    }
    Path csv = Files.writeString(folder.resolve("dna.csv"), rows);
    DataRequest data =
        new DataRequest(csv.toString(), Optional.of(csv), Optional.of(csv), Map.of());
    CnnOptions options = options("style=dna", "epochs=1", "filters=2", "maxLength=45");
    return TrainRequest.of(data, options, folder.resolve("run")).withSay(said::add);
  }

  @Test
  void everyBaseHasAOneHotVectorHoweverManyAreNotKnown() throws IOException {
    List<String> said = new ArrayList<>();
    ModelBundle bundle = BundleReader.read(new CnnKind().train(unknownBases(said)).model());
    FloatTensor table = bundle.weights().get("embedding_W");
    float[] sums = new float[4];
    for (int i = 0; i < table.values().length; i++) {
      sums[i % 4] += table.values()[i];
    }
    assertThat(table.shape()).containsExactly(6, 4);
    assertThat(sums).containsExactly(1, 1, 1, 1);
    assertThat(Arrays.copyOf(table.values(), 8)).containsOnly(0);
  }

  @Test
  void textsThatAreCutAreCounted() throws IOException {
    List<String> said = new ArrayList<>();
    new CnnKind().train(unknownBases(said));
    // 4 + 3 (2 + i % 5) + 30 + 1 bases: 45 or less for i % 5 of 0 and 1; nine more where i is odd.
    assertThat(said)
        .anyMatch(line -> line.startsWith("32 training texts are longer than maxLength=45"))
        .anyMatch(line -> line.endsWith("their beginning is read"));
  }
}
