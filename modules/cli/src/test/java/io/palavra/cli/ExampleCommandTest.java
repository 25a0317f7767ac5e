package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleCommandTest {
  @TempDir private static Path folder;

  @ParameterizedTest
  @CsvSource({
    "ParityByHand, 12, 0 and 1",
    "ParityByHand, abc, 0 and 1",
    "DnaPromoters, abc, from 2 to 106",
    "DnaPromoters, 0, from 2 to 106",
    "DnaPromoters, 1, from 2 to 106",
    "DnaPromoters, 107, from 2 to 106",
    "TranslateTatoeba, abc, from 1",
    "TranslateTatoeba, 0, from 1",
    "SentimentOnYourOwnCsv, tickets.csv, its text column",
    "SeeTheAttention, ' ', with words",
  })
  void whatAnExampleCanNotUseIsRefusedWithWhatItTakes(String name, String given, String expected) {
    Run run = Run.of("example", name, given);
    Run.assertRefused(run, "found \"" + given + "\"");
    assertThat(run.err()).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DatesInPortuguese", "ReverseWords", "TuneSentiment"})
  void aFileWhereAnExampleMakesItsFolderIsRefused(String name) throws IOException {
    Path file = Tiny.write(folder.resolve("file"), "x");
    Run.assertRefused(Run.of("example", name, file.toString()), file.toString());
  }

  @Test
  void theHelpClaimsNoMoreOfTheLanguageThanThereIs() {
    assertThat(Run.of("example", "--help").out())
        .contains("Language of the list")
        .doesNotContain("Language of the messages");
  }
}
