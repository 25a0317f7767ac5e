package io.palavra.pipeline.datavec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.datavec.api.transform.TransformProcess;
import org.junit.jupiter.api.Test;

class CleaningTest {
  private static final Cleaning ALL =
      new Cleaning(
          List.of(
              CleaningStep.of("control"),
              new CleaningStep("unicode", new TreeMap<>(Map.of("form", "NFKC"))),
              CleaningStep.of("html-breaks"),
              new CleaningStep("urls", new TreeMap<>(Map.of("with", "$1"))),
              CleaningStep.of("lower-case"),
              new CleaningStep("replace", new TreeMap<>(Map.of("text", "a.b", "with", "c"))),
              CleaningStep.of("white-space")));

  @Test
  void everyStepDoesWhatItSays() {
    assertThat(one("unicode", "A\u0303")).isEqualTo("\u00c3");
    assertThat(one("html-breaks", "a<br />b<BR>c< br>")).isEqualTo("a b c< br>");
    assertThat(one("urls", "veja https://a.b/c?d=e e www.x.org!")).isEqualTo("veja <url> e <url>");
    assertThat(one("control", "a\u0007b\tc\u009fd\ne")).isEqualTo("ab\tcd\ne");
    assertThat(one("lower-case", "AÇÃO İI")).isEqualTo("ação i\u0307i");
    assertThat(one("white-space", "\u00a0 a \t\u2003b\n")).isEqualTo("a b");
    assertThat(ALL.cleaner().clean("X a.b axb http://u\u0000 ﬁm")).isEqualTo("x c axb $1 fim");
  }

  @Test
  void theStepsRunInTheirOrder() {
    CleaningStep spaces = CleaningStep.of("white-space");
    CleaningStep breaks = CleaningStep.of("html-breaks");
    assertThat(new Cleaning(List.of(breaks, spaces)).cleaner().clean("a <br/> b")).isEqualTo("a b");
    assertThat(new Cleaning(List.of(spaces, breaks)).cleaner().clean("a <br/> b"))
        .isEqualTo("a   b");
  }

  @Property(tries = 300)
  void standardCleaningTwiceIsStandardCleaningOnce(@ForAll String text) {
    Cleaning.Cleaner cleaner = Cleaning.STANDARD.cleaner();
    String once = cleaner.clean(text);
    assertThat(cleaner.clean(once)).isEqualTo(once);
  }

  @Test
  void jsonNamesStepsAndNoClassesAndComesBackEqual() {
    assertThat(Cleaning.STANDARD.toJson())
        .isEqualTo(
            "[{\"step\":\"unicode\"},{\"step\":\"html-breaks\"},{\"step\":\"white-space\"}]");
    assertThat(Cleaning.fromJson(ALL.toJson())).isEqualTo(ALL);
    assertThat(ALL.toJson()).doesNotContain("class").doesNotContain("io.palavra");
  }

  @Test
  void theDataVecJsonRunsTheSameSteps() {
    TransformProcess process = TransformProcess.fromJson(ALL.process().toJson());
    assertThat(process.toJson()).isEqualTo(ALL.process().toJson());
    assertThat(process.transformRawStringsToInput("A  <br>B", "x").toString()).isNotEmpty();
    assertThat(process.execute(process.transformRawStringsToInput("A  <br>B", "x")).get(0))
        .hasToString("a b");
  }

  @Test
  void wrongStepsAreRefusedByName() {
    for (String json :
        List.of(
            "[{\"step\":\"shout\"}]",
            "[{\"step\":\"urls\",\"wit\":\"x\"}]",
            "[{\"step\":\"unicode\",\"form\":\"NFZ\"}]",
            "[{\"step\":\"replace\"}]",
            "[{\"form\":\"NFC\"}]",
            "[{\"step\":1}]",
            "[1]",
            "{}",
            "",
            "[",
            "[[[[")) {
      assertThatThrownBy(() -> Cleaning.fromJson(json)).isInstanceOf(BadInputException.class);
    }
  }

  @Test
  void aCleanedCorpusKeepsLabelsAndPlacesAndHasAnotherFingerprint() {
    Corpus<LabelledText> raw = Corpora.of("raw", List.of(new LabelledText("a <br> b", "x")));
    Corpus<LabelledText> clean = Cleaning.STANDARD.apply(raw);
    try (RecordStream<LabelledText> records = clean.open()) {
      var record = records.next();
      assertThat(record.value()).isEqualTo(new LabelledText("a b", "x"));
      assertThat(record.place().line()).isEqualTo(1);
      assertThat(records.hasNext()).isFalse();
    }
    assertThat(clean.fingerprint()).isNotEqualTo(raw.fingerprint());
    assertThat(Cleaning.NONE.apply(raw)).isSameAs(raw);
  }

  private static String one(String step, String text) {
    return new Cleaning(List.of(CleaningStep.of(step))).cleaner().clean(text);
  }
}
