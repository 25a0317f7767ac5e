package io.palavra.translator.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.corpus.ParallelText;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrueCaseTest {
  private static final TrueCase LEARNED =
      TrueCase.learn(
          Stream.of(
              "Hoje a Maria foi ao Porto. Amanhã não vai.",
              "O barco está no porto do Porto e a Maria vê o barco",
              "\"Ainda bem\", disse ela: Fica hoje em São Tomé",
              "Ele diz que hoje 25 barcos saem; Onde está o iPhone?"));

  @Test
  void theFirstWordIsWrittenAsInsideSentences() {
    assertThat(LEARNED.of("Hoje chove.")).isEqualTo("hoje chove.");
    assertThat(LEARNED.of("Maria chega.")).isEqualTo("Maria chega.");
    assertThat(LEARNED.of("maria chega.")).isEqualTo("Maria chega.");
    assertThat(LEARNED.of("“Hoje não”, diz.")).isEqualTo("“hoje não”, diz.");
    assertThat(LEARNED.of("O dia é longo")).isEqualTo("o dia é longo");
  }

  @Test
  void aFormIsTheMostFrequentOneBehindTheBeginning() {
    // "Porto" stands twice inside sentences, "porto" once.
    assertThat(LEARNED.words()).contains("Porto", "Maria", "hoje", "São").doesNotContain("porto");
    // Behind a full stop, a colon, a quotation mark or a semicolon a capital says nothing.
    assertThat(LEARNED.words()).doesNotContain("Amanhã", "Fica", "Ainda", "Onde", "Ele", "O");
  }

  @Test
  void whatIsNotKnownOrHasOtherCapitalsStaysAsItIs() {
    for (String text :
        List.of("", "   ", "...", "Zebra corre", "HOJE chove", "25 Hoje", "東京 hoje", "𝐀 hoje")) {
      assertThat(LEARNED.of(text)).isEqualTo(text);
    }
  }

  @Test
  void aTranslationBeginsWithACapital() {
    assertThat(LEARNED.back("hoje chove")).isEqualTo("Hoje chove");
    assertThat(LEARNED.back("¿ágil?")).isEqualTo("¿Ágil?");
    assertThat(LEARNED.back("ǆ")).isEqualTo("ǅ");
    assertThat(LEARNED.back("3 barcos")).isEqualTo("3 barcos");
    assertThat(LEARNED.back("")).isEmpty();
    assertThat(LEARNED.back(LEARNED.of("Hoje a Maria vai."))).isEqualTo("Hoje a Maria vai.");
  }

  @Test
  void sentencesThatBeginWithoutCapitalsHaveNoTrueCase() {
    List<String> some =
        Stream.concat(
                Stream.generate(() -> "Hoje a Maria foi ao Porto").limit(8),
                Stream.generate(() -> "hoje a Maria foi ao Porto").limit(2))
            .toList();
    assertThat(TrueCase.learn(some.stream())).isEqualTo(TrueCase.NONE);
    assertThat(TrueCase.learn(some.stream().limit(8)).words()).contains("Maria", "foi");
    assertThat(TrueCase.learn(Stream.of("東京 hoje", "25 barcos hoje")).words()).contains("hoje");
  }

  @Test
  void withoutWordsNothingChanges() {
    assertThat(TrueCase.NONE.of("Hoje")).isEqualTo("Hoje");
    assertThat(TrueCase.NONE.back("hoje")).isEqualTo("hoje");
    assertThat(new TrueCase(new TreeSet<>()).back("hoje")).isEqualTo("hoje");
  }

  @Test
  void subWordsOfASentencesBeginningAreThoseOfItsMidst() {
    SubwordOptions options =
        new SubwordOptions(40, true, false, 1, 50, 0, 0, Segmentation.BYTE_PAIRS, true);
    Subwords subwords =
        Subwords.learn(
            List.of(
                new ParallelText("Hoje chove e hoje neva", "Today it rains and today it snows"),
                new ParallelText("Aqui hoje chove", "Here today it rains")),
            options);

    assertThat(subwords.source("Hoje chove")).isEqualTo(subwords.source("hoje chove"));
    int[] ids = subwords.target("Today it rains");
    List<Integer> tokens = Arrays.stream(ids, 0, ids.length - 1).boxed().toList();
    assertThat(subwords.text(tokens)).isEqualTo("Today it rains");
  }

  @Test
  void whereAllIsWrittenInSmallLettersTrueCaseMeansNothing() {
    List<ParallelText> pairs =
        List.of(new ParallelText("Hoje chove em Porto", "In Porto it rains"));
    SubwordOptions both =
        new SubwordOptions(40, true, true, 1, 50, 0, 0, Segmentation.BYTE_PAIRS, true);
    Subwords subwords = Subwords.learn(pairs, both);
    assertThat(subwords.sourceCase()).isEqualTo(TrueCase.NONE);
    assertThat(subwords.target("In Porto")).isEqualTo(subwords.target("in porto"));
    int[] ids = subwords.target("In Porto");
    List<Integer> tokens = Arrays.stream(ids, 0, ids.length - 1).boxed().toList();
    assertThat(subwords.text(tokens)).isEqualTo("in porto");
  }
}
