package io.palavra.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.UnicodeWordTokenizer;
import io.palavra.pipeline.token.WordOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault is planted in a clean set of made-up sentences, and found where it was planted. */
class DataCheckTest {
  private static final Tokenizer WORDS =
      new UnicodeWordTokenizer(new WordOptions(true, false, true, false));
  private static final CheckOptions OPTIONS = new CheckOptions(5, 0.8, 100_000, false);
  private static final String[] NOUNS =
      ("battery screen camera keyboard story ending actor film phone kettle jacket strap music"
              + " editing script manual lid motor colour fabric")
          .split(" ");
  private static final String[] VERBS =
      "loved hated enjoyed regretted tested bought returned watched described compared".split(" ");
  private static final String[] PLACES =
      ("kitchen cinema garden office train hotel school market airport library harbour museum"
              + " theatre station bakery")
          .split(" ");
  private static final String[] DAYS =
      "monday tuesday wednesday thursday friday saturday sunday".split(" ");

  private static final String[] PATTERNS = {
    "we %s the %s",
    "the %2$s near the %3$s is %1$s",
    "my friends %s it on %4$s",
    "nobody %s the %s in the %s",
    "they say that on %4$s the %2$s was %1$s",
    "%3$s and %2$s are old"
  };

  /** Distinct English sentences, the labels in turn. */
  private static List<LabelledText> clean(long seed, int rows) {
    Random random = new Random(seed);
    List<LabelledText> texts = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      List<String> clauses = new ArrayList<>();
      for (int k = 0; k < 4; k++) {
        clauses.add(
            String.format(
                PATTERNS[random.nextInt(PATTERNS.length)],
                pick(VERBS, random),
                pick(NOUNS, random),
                pick(PLACES, random),
                pick(DAYS, random)));
      }
      texts.add(
          new LabelledText(String.join(", ", clauses) + ".", i % 2 == 0 ? "positive" : "negative"));
    }
    return texts;
  }

  private static String pick(String[] words, Random random) {
    return words[random.nextInt(words.length)];
  }

  private static Corpus<LabelledText> corpus(String name, List<LabelledText> texts) {
    return Corpora.of(name, texts);
  }

  private static CheckReport check(List<LabelledText> train) {
    return new DataCheck(OPTIONS, WORDS)
        .check(corpus("train.csv", train), Optional.empty(), Optional.empty());
  }

  private static CheckReport checkLanguages(List<LabelledText> train) {
    return new DataCheck(new CheckOptions(5, 0.8, 100_000, true), WORDS)
        .check(corpus("train.csv", train), Optional.empty(), Optional.empty());
  }

  private static CheckReport check(List<LabelledText> train, List<LabelledText> test) {
    return new DataCheck(OPTIONS, WORDS)
        .check(corpus("train.csv", train), Optional.empty(), Optional.of(corpus("test.csv", test)));
  }

  /** The only finding there is. */
  private static Finding only(CheckReport report, FindingKind kind) {
    assertThat(report.findings()).as(report.toText()).hasSize(1);
    assertThat(report.findings().get(0).kind()).isEqualTo(kind);
    return report.findings().get(0);
  }

  private static List<Place> places(Finding finding) {
    return finding.examples().stream().map(example -> example.places().get(0)).toList();
  }

  private static Place train(long line) {
    return new Place("train.csv", line);
  }

  private static List<LabelledText> with(int line, String text) {
    List<LabelledText> texts = clean(1, 1000);
    texts.set(line - 1, new LabelledText(text, texts.get(line - 1).label()));
    return texts;
  }

  @Test
  void aCleanSetGivesNoFinding() {
    CheckReport report = check(clean(1, 2000), clean(2, 500));
    assertThat(report.findings()).as(report.toText()).isEmpty();
    assertThat(report.gravest()).isEmpty();
    assertThat(report.parts()).extracting(PartStats::part).containsExactly(Part.TRAIN, Part.TEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   \t ", "\u00A0\u200B\n"})
  void aTextWithoutATokenIsFoundAtItsLine(String text) {
    Finding found = only(check(with(77, text)), FindingKind.EMPTY_TEXT);
    assertThat(found.count()).isEqualTo(1);
    assertThat(places(found)).containsExactly(train(77));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "O produto nÃ£o funciona e a entrega atrasou bastante",
        "It was the directorâ€™s best film by far",
        "Muito bom \uFFFD",
        "We liked it a lot ðŸ˜€ indeed",
        "Custou dez euros a mais, ¡quÃ© pena",
        "Windows quotes \u0093read as Latin-1\u0094"
      })
  void bytesReadInAWrongCharsetAreFound(String text) {
    Finding found = only(check(with(500, text)), FindingKind.BROKEN_ENCODING);
    assertThat(places(found)).containsExactly(train(500));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NÃO GOSTEI, MAÇÃ",
        "CAFÉ»",
        "“É”",
        "“MAÇÃ”",
        "Ção",
        "naïve café – 5 °C",
        "À ÂNGELA",
        "ÃO",
        "Fußball, Œuvre, señor",
        "ação… Ã…",
        "😀 ótimo"
      })
  void capitalsAndQuotationMarksAreNoBrokenEncoding(String text) {
    assertThat(Mojibake.find(text)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b is here", "a\u0007b is here", "half \uD83D here", "x\uFFFFy"})
  void controlCharactersAreFound(String text) {
    Finding found = only(check(with(3, text)), FindingKind.CONTROL_CHARACTERS);
    assertThat(places(found)).containsExactly(train(3));
    assertThat(found.examples().get(0).excerpt()).matches("[\\x20-\\x7E]*\\\\u[0-9a-f]{4}.*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"good<br />bad", "Tom &amp; Jerry", "it&#39;s <i>fine</i>"})
  void markupIsANote(String text) {
    Finding found = only(check(with(9, text)), FindingKind.MARKUP);
    assertThat(found.severity()).isEqualTo(Severity.NOTE);
    assertThat(places(found)).containsExactly(train(9));
  }

  @Test
  void aMegabyteInOneRowIsNoted() {
    Finding found = only(check(with(10, "word ".repeat(200_000))), FindingKind.LONG_TEXT);
    assertThat(places(found)).containsExactly(train(10));
  }

  @Test
  void anEqualTextIsFoundWithTheLineOfItsTwin() {
    List<LabelledText> texts = clean(1, 1000);
    String twin = "  " + texts.get(40).text().toUpperCase(java.util.Locale.ROOT) + " ";
    texts.set(902, new LabelledText(twin, texts.get(40).label()));
    Finding found = only(check(texts), FindingKind.EXACT_DUPLICATE);
    assertThat(found.count()).isEqualTo(1);
    assertThat(found.examples().get(0).places()).containsExactly(train(903), train(41));
  }

  @Test
  void equalTextsWithDifferentLabelsAreFound() {
    List<LabelledText> texts = clean(1, 1000);
    texts.set(901, new LabelledText(texts.get(40).text(), "negative"));
    CheckReport report = check(texts);
    assertThat(report.findings())
        .extracting(Finding::kind)
        .containsExactly(FindingKind.CONTRADICTING_LABELS, FindingKind.EXACT_DUPLICATE);
    Finding found = report.gravest().orElseThrow();
    assertThat(found.examples().get(0).places()).containsExactly(train(902), train(41));
    assertThat(found.examples().get(0).excerpt()).startsWith("negative / positive: ");
  }

  @Test
  void aSimilarTextIsFoundWithTheLineOfItsTwin() {
    List<LabelledText> texts = clean(1, 1000);
    String twin = texts.get(20).text().replace(" the ", "  the! ") + " Yes";
    texts.set(700, new LabelledText(twin, texts.get(20).label()));
    Finding found = only(check(texts), FindingKind.NEAR_DUPLICATE);
    assertThat(found.count()).isEqualTo(1);
    assertThat(found.examples().get(0).places()).containsExactly(train(701), train(21));
  }

  @Test
  void textsOfTestThatTrainHasAreFound() {
    List<LabelledText> train = clean(1, 1000);
    List<LabelledText> test = clean(2, 400);
    train.set(10, test.get(30));
    train.set(500, test.get(30));
    train.set(12, test.get(33));
    CheckReport report = check(train, test);
    Finding found = report.gravest().orElseThrow();
    assertThat(found.kind()).isEqualTo(FindingKind.OVERLAP);
    assertThat(found.where()).isEqualTo("test/train");
    assertThat(found.count()).isEqualTo(2);
    assertThat(found.examples().get(0).places())
        .containsExactly(train(11), new Place("test.csv", 31));
  }

  @Test
  void textsOfTestThatTrainHasAlmostAlikeAreFound() {
    List<LabelledText> train = clean(1, 1000);
    List<LabelledText> test = clean(2, 400);
    train.set(10, new LabelledText("So: " + test.get(30).text(), test.get(30).label()));
    Finding found = only(check(train, test), FindingKind.NEAR_OVERLAP);
    assertThat(found.where()).isEqualTo("test/train");
    assertThat(found.examples().get(0).places())
        .containsExactly(train(11), new Place("test.csv", 31));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Positive", "positive ", "POSITIVE"})
  void variantsOfALabelAreGrave(String variant) {
    List<LabelledText> texts = clean(1, 1000);
    for (int i = 0; i < 400; i += 2) {
      texts.set(i, new LabelledText(texts.get(i).text(), variant));
    }
    Finding found = check(texts).gravest().orElseThrow();
    assertThat(found.kind()).isEqualTo(FindingKind.LABEL_VARIANTS);
    assertThat(found.severity()).isEqualTo(Severity.GRAVE);
    assertThat(places(found)).containsExactlyInAnyOrder(train(1), train(401));
  }

  @Test
  void missingRareAndUnknownLabelsAreFound() {
    List<LabelledText> train = clean(1, 1000);
    List<LabelledText> test = clean(2, 400);
    train.set(6, new LabelledText(train.get(6).text(), " "));
    train.set(7, new LabelledText(train.get(7).text(), "mixed"));
    test.set(8, new LabelledText(test.get(8).text(), "strange"));
    CheckReport report = check(train, test);
    assertThat(report.findings())
        .extracting(Finding::kind)
        .containsExactly(
            FindingKind.EMPTY_LABEL,
            FindingKind.UNSEEN_LABEL,
            FindingKind.UNBALANCED,
            FindingKind.RARE_CLASS);
    assertThat(places(report.findings().get(0))).containsExactly(train(7));
    assertThat(places(report.findings().get(1))).containsExactly(new Place("test.csv", 9));
    assertThat(places(report.findings().get(3))).containsExactly(train(8));
  }

  /** Sets: a;b 30, a 30, b;c 15. So a has 60 rows, b 45, c 15, though each set has at most 30. */
  @Test
  void labelsOfTextsWithSeveralAreCountedEachForItself() {
    List<LabelledText> texts = new ArrayList<>();
    List<LabelledText> rows = clean(1, 75);
    for (int i = 0; i < rows.size(); i++) {
      String set = i < 30 ? "a;b" : i < 60 ? "a" : "b;c";
      texts.add(new LabelledText(rows.get(i).text(), set));
    }
    CheckReport report =
        new DataCheck(OPTIONS, WORDS, ";")
            .check(Corpora.of("train.csv", texts), Optional.empty(), Optional.empty());
    assertThat(only(report, FindingKind.UNBALANCED).message())
        .isEqualTo("the most frequent label has 60 rows, the rarest 15");
  }

  @Test
  void oneClassIsGrave() {
    List<LabelledText> texts =
        clean(1, 100).stream().map(text -> new LabelledText(text.text(), "good")).toList();
    assertThat(only(check(texts), FindingKind.ONE_CLASS).severity()).isEqualTo(Severity.GRAVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "O produto chegou com defeito e a loja não respondeu às minhas mensagens",
        "El producto llegó roto y todavía no me han devuelto el dinero",
        "Das Gerät ist nach zwei Wochen kaputt gegangen und niemand antwortet"
      })
  void aRowInAnotherLanguageIsFound(String text) {
    Finding found = only(checkLanguages(with(800, text)), FindingKind.OTHER_LANGUAGE);
    assertThat(places(found)).containsExactly(train(800));
  }

  @Test
  void shortForeignTextsRaiseNoAlarm() {
    assertThat(checkLanguages(with(800, "muito bom, c'est la vie")).findings()).isEmpty();
  }

  @Test
  void unknownWordsOfTestAreCounted() {
    List<LabelledText> test = new ArrayList<>();
    for (LabelledText text : clean(2, 400)) {
      test.add(new LabelledText("Wumpus gorp flim zank " + text.text(), text.label()));
    }
    Finding found = only(check(clean(1, 1000), test), FindingKind.UNKNOWN_WORDS);
    assertThat(found.where()).isEqualTo("test");
    assertThat(found.count()).isEqualTo(1600);
    assertThat(found.message()).contains("wumpus, gorp, flim, zank");
  }

  @Test
  void whatMemoryDoesNotHoldIsSaid() {
    CheckReport report =
        new DataCheck(new CheckOptions(5, 0.8, 300, false), WORDS)
            .check(corpus("train.csv", clean(1, 1000)), Optional.empty(), Optional.empty());
    assertThat(only(report, FindingKind.NOT_ALL_COMPARED).count()).isEqualTo(700);
  }

  @Test
  void aReportIsJsonAndText() throws Exception {
    CheckReport report = check(with(77, "nÃ£o"));
    String json = new ObjectMapper().writeValueAsString(report);
    assertThat(json)
        .contains("\"kind\":\"broken-encoding\"")
        .contains("{\"source\":\"train.csv\",\"line\":77}");
    assertThat(report.toText())
        .contains("warning  broken-encoding, train: 1 of 1,000 rows have signs of a wrong charset")
        .contains("train.csv:77  nÃ£o");
  }
}
