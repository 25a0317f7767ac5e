package io.palavra.pipeline.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {

  @Test
  void eachSentenceHasTheLabelAndThePlaceOfItsText() {
    List<Located<LabelledText>> sentences =
        sentences(1, "Gostei muito! Recomendo a todos.", "Never again.");
    assertThat(sentences)
        .extracting(sentence -> sentence.value().text())
        .containsExactly("Gostei muito!", "Recomendo a todos.", "Never again.");
    assertThat(sentences).extracting(s -> s.value().label()).containsExactly("0", "0", "1");
    assertThat(sentences).extracting(s -> s.place().line()).containsExactly(1L, 1L, 2L);
  }

  @Test
  void abbreviationsAndNumbersEndNoSentence() {
    assertThat(texts(1, "O Sr. Machado e a Profa. Ana pagaram 3.50 reais. Mr. Smith left Dr. No."))
        .containsExactly(
            "O Sr. Machado e a Profa. Ana pagaram 3.50 reais.", "Mr. Smith left Dr. No.");
  }

  @Test
  void lettersAloneAreCountedAsWords() {
    String text = "Yes. --- !!! É isso aí. It's over 9000 of them.";
    assertThat(texts(3, text)).containsExactly("É isso aí.", "It's over 9000 of them.");
    assertThat(texts(1, text)).hasSize(3).first().asString().startsWith("Yes.");
    assertThat(texts(100, text)).isEmpty();
  }

  @Test
  void nothingIsMadeOfNothing() {
    assertThat(texts(0, "", "  \n\t ")).isEmpty();
  }

  @Test
  void everyLetterOfATextIsInOneOfItsSentences() {
    String text = "a\u0000b \uD83D\uDE00. c\uD83D d\u2028e\r\nf… «G»? (h) i.J k";
    assertThat(String.join("", texts(0, text)).replaceAll("[\\s\u2028]", ""))
        .isEqualTo(text.replaceAll("[\\s\u2028]", ""));
  }

  @Test
  void anotherLeastIsAnotherCorpus() {
    Corpus<LabelledText> texts = Corpora.of("texts", List.of(new LabelledText("a b c.", "x")));
    assertThat(new Sentences(texts, 1).fingerprint())
        .isEqualTo(new Sentences(texts, 1).fingerprint())
        .isNotEqualTo(new Sentences(texts, 2).fingerprint())
        .isNotEqualTo(texts.fingerprint());
  }

  @Test
  void fewerThanNoWordsAreRefused() {
    assertThatThrownBy(() -> sentences(-1, "a"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("-1");
  }

  private static List<String> texts(int minWords, String... texts) {
    return sentences(minWords, texts).stream().map(sentence -> sentence.value().text()).toList();
  }

  private static List<Located<LabelledText>> sentences(int minWords, String... texts) {
    List<LabelledText> labelled = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      labelled.add(new LabelledText(texts[i], Integer.toString(i)));
    }
    List<Located<LabelledText>> all = new ArrayList<>();
    try (RecordStream<LabelledText> records =
        new Sentences(Corpora.of("texts", labelled), minWords).open()) {
      records.forEachRemaining(all::add);
    }
    return all;
  }
}
