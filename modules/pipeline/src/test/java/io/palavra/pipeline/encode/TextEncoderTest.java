package io.palavra.pipeline.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.split.TrainSet;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizers;
import io.palavra.pipeline.vocabulary.LabelScan;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.pipeline.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextEncoderTest {
  private static final Vocabulary VOCABULARY =
      Vocabulary.of(List.of("<pad>", "<unk>", "a", "b", "c", "d", "e"), new long[7], "test");

  @Test
  void tokensBecomeIdsAndUnknownOnesOne() {
    assertThat(encoder(9, Truncation.HEAD).encode("B a x C")).containsExactly(3, 2, 1, 4);
  }

  @Test
  void aTextWithoutTokensIsOneUnknownToken() {
    TextEncoder encoder = encoder(9, Truncation.HEAD);
    assertThat(encoder.encode(" \n")).containsExactly(Vocabulary.UNK);
    EncodedText full = encoder.encodeFully("");
    assertThat(full.ids()).containsExactly(Vocabulary.UNK);
    assertThat(full.kept()).isEmpty();
    assertThat(full.tokens()).isZero();
    assertThat(full.unknown()).isEqualTo(1);
  }

  @Test
  void eachTruncationKeepsItsEnd() {
    assertThat(encoder(3, Truncation.HEAD).encode("a b c d e")).containsExactly(2, 3, 4);
    assertThat(encoder(3, Truncation.TAIL).encode("a b c d e")).containsExactly(4, 5, 6);
    assertThat(encoder(3, Truncation.HEAD_AND_TAIL).encode("a b c d e")).containsExactly(2, 3, 6);
    assertThat(encoder(1, Truncation.HEAD_AND_TAIL).encode("a b c d e")).containsExactly(2);
    for (Truncation truncation : Truncation.values()) {
      assertThat(encoder(5, truncation).encode("a b c d e")).containsExactly(2, 3, 4, 5, 6);
    }
  }

  @Test
  void theFullFormSaysWhichTokensWereKept() {
    for (Truncation truncation : Truncation.values()) {
      TextEncoder encoder = encoder(4, truncation);
      EncodedText full = encoder.encodeFully("a x b y c d");
      assertThat(full.ids()).isEqualTo(encoder.encode("a x b y c d"));
      assertThat(full.tokens()).isEqualTo(6);
      assertThat(full.kept()).hasSize(4);
      for (int i = 0; i < 4; i++) {
        Token token = full.kept().get(i);
        assertThat(full.ids()[i]).isEqualTo(VOCABULARY.id(token.text()));
      }
      assertThat(full.unknown())
          .isEqualTo((int) full.kept().stream().filter(t -> "xy".contains(t.text())).count());
    }
  }

  @Test
  void theVocabularyIsLearnedFromTheTrainingTexts() {
    TextOptions options = new TextOptions("words", true, true, 2, 10, 5, Truncation.HEAD);
    TextEncoder encoder = TextEncoder.learn(new TrainSet<>(corpus("Não não sim", "x")), options);
    assertThat(encoder.vocabulary().tokens()).containsExactly("<pad>", "<unk>", "nao");
  }

  @Test
  void trainingLeavesOutTextsWithoutTokensAndEvaluationDoesNot() {
    TextEncoder encoder = encoder(9, Truncation.HEAD);
    Corpus<LabelledText> corpus = corpus("a", "x", " ", "y", "b", "y");
    Labels labels = Labels.sorted(List.of("x", "y"));
    assertThat(read(ExampleSource.training(corpus, encoder, labels))).hasSize(2);
    assertThat(read(ExampleSource.evaluation(corpus, encoder, labels)))
        .extracting(EncodedExample::label)
        .containsExactly(0, 1, 1);
  }

  @Test
  void withoutTheirClassesTextsOfAnyAreRead() {
    Corpus<LabelledText> corpus = corpus("a", "", " ", "y", "b a", "z");
    assertThat(read(ExampleSource.withoutClasses(corpus, encoder(9, Truncation.HEAD))))
        .extracting(example -> example.ids().length)
        .containsExactly(1, 2);
  }

  @Test
  void piecesOfATextAreTheTextAgain() {
    Corpus<LabelledText> corpus = corpus("a b a b a", "x", " ", "y", "b", "x", "a b a b", "y");
    ExampleSource whole = ExampleSource.withoutClasses(corpus, encoder(9, Truncation.HEAD));
    List<int[]> texts = read(whole).stream().map(EncodedExample::ids).toList();
    List<int[]> pieces = read(whole.inPieces(2)).stream().map(EncodedExample::ids).toList();
    assertThat(pieces).extracting(piece -> piece.length).containsExactly(2, 2, 1, 1, 2, 2);
    assertThat(pieces.stream().flatMapToInt(Arrays::stream).toArray())
        .isEqualTo(texts.stream().flatMapToInt(Arrays::stream).toArray());
    assertThat(read(whole.inPieces(5))).hasSameSizeAs(texts);
  }

  @Test
  void aLabelThatTrainingLacksIsNamedWithItsPlace() {
    TextEncoder encoder = encoder(9, Truncation.HEAD);
    Corpus<LabelledText> corpus = corpus("a", "x", "b", "z");
    Labels labels = Labels.sorted(List.of("x", "y"));
    assertThatThrownBy(() -> read(ExampleSource.evaluation(corpus, encoder, labels)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("reviews.csv:2")
        .hasMessageContaining("\"z\"")
        .hasMessageContaining("x, y");
  }

  @Test
  void labelsComeFromTheTrainingTextsAndOneClassIsTooFew() {
    LabelScan scan = LabelScan.of(new TrainSet<>(corpus("a", "y", "b", "x", "c", "x")));
    assertThat(scan.labels().names()).containsExactly("x", "y");
    assertThat(scan.counts()).containsExactly(2, 1);
    assertThat(scan.balancingWeights()).containsExactly(0.75, 1.5);
    assertThatThrownBy(() -> LabelScan.of(new TrainSet<>(corpus("a", "y", "b", "y"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("\"y\"")
        .hasMessageContaining("two classes");
    assertThatThrownBy(() -> LabelScan.of(new TrainSet<>(corpus())))
        .isInstanceOf(BadInputException.class);
  }

  private static List<EncodedExample> read(ExampleSource source) {
    List<EncodedExample> all = new ArrayList<>();
    try (ExampleSource.ExampleStream stream = source.open()) {
      stream.forEachRemaining(all::add);
    }
    return all;
  }

  private static TextEncoder encoder(int maxLength, Truncation truncation) {
    TextOptions options = new TextOptions("words", true, false, 1, 100, maxLength, truncation);
    return new TextEncoder(Tokenizers.of(options), VOCABULARY, options);
  }

  /** Texts and labels in turn. */
  private static Corpus<LabelledText> corpus(String... textsAndLabels) {
    List<LabelledText> records = new ArrayList<>();
    for (int i = 0; i < textsAndLabels.length; i += 2) {
      records.add(new LabelledText(textsAndLabels[i], textsAndLabels[i + 1]));
    }
    return Corpora.of("reviews.csv", records);
  }
}
