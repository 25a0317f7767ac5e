package io.palavra.translator.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.corpus.ParallelText;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanguagesTest {
  private static final List<ParallelText> PAIRS =
      Collections.nCopies(
          20,
          new ParallelText(
              "A menina não encontrou a mala vermelha do médico na estação.",
              "The girl did not find the doctor's red suitcase at the station."));

  @Test
  void aTextInTheLanguageThatIsWrittenIsNoticed() {
    Languages languages = Languages.of(PAIRS);

    assertThat(languages).isEqualTo(new Languages("Portuguese", "English"));
    assertThat(languages.otherDirection("The children are playing with the dog in the garden."))
        .hasValueSatisfying(
            said ->
                assertThat(said)
                    .isEqualTo(
                        "the text looks like English, but this model reads Portuguese and writes"
                            + " English"));
  }

  @Test
  void aTextToTranslateIsNot() {
    Languages languages = Languages.of(PAIRS);

    assertThat(languages.otherDirection("As crianças estão brincando com o cachorro no jardim."))
        .isEmpty();
    assertThat(languages.otherDirection("OK")).isEmpty();
    assertThat(languages.otherDirection("")).isEmpty();
  }

  @Test
  void whereLanguagesAreNotKnownOrEqualNothingIsSaid() {
    String text = "The children are playing with the dog in the garden.";

    assertThat(Languages.UNKNOWN.otherDirection(text)).isEmpty();
    assertThat(new Languages("English", "English").otherDirection(text)).isEmpty();
  }
}
