package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flags of {@code translate} that need one another, and terms in any Unicode form. */
class TranslateFlagsTest {
  private static final String COMPOSED = "A estaç\u00e3o.";
  private static final String DECOMPOSED = "A estac\u0327a\u0303o.";

  @TempDir private static Path folder;

  private static TinyTranslator tiny;

  @BeforeAll
  static void train() throws IOException {
    tiny = TinyTranslator.in(folder);
  }

  private static Run translate(String text, String... more) {
    List<String> all = new ArrayList<>(List.of("translate", tiny.model().toString(), text));
    all.addAll(Arrays.asList(more));
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void aTermIsFoundInEveryUnicodeForm() throws IOException {
    for (String text : List.of(COMPOSED, DECOMPOSED)) {
      for (String term : List.of("esta\u00e7\u00e3o", "estac\u0327a\u0303o")) {
        assertThat(translate(text, "--term", term + "=the girl").out()).contains("the girl");
        Path file = Tiny.write(folder.resolve("terms.tsv"), "\n" + term + "\tthe girl\n\n");
        assertThat(translate(text, "--terms", file.toString()).out()).contains("the girl");
      }
    }
    assertThat(translate(COMPOSED, "--term", "estac=the girl").out()).doesNotContain("the girl");
  }

  @Test
  void termsAreRefusedWhereNoBeamCanHoldThem() {
    String[] term = {"--term", "nada=girl"};
    for (String wrong : List.of("--beam 1", "--sample 7")) {
      List<String> all = new ArrayList<>(List.of(term));
      all.addAll(List.of(wrong.split(" ")));
      Run run = translate("O gato.", all.toArray(String[]::new));
      Run.assertRefused(run, "option " + wrong.split(" ")[0]);
      assertThat(run.err()).contains("terms");
    }
    assertThat(translate("O gato.", "--term", "nada=girl", "--beam", "2").code()).isZero();
  }

  @Test
  void whoTypesIsToldOfCommandsThatAreNone() {
    Run run =
        Run.withInput(
            ":look\n:foo\n:quit\nO gato.\n", "translate", tiny.model().toString(), "--interactive");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("nothing was translated yet", "unknown command :foo; there are :look and :quit");
  }

  @Test
  void everyLineHasAsManyAnswersAsAreAskedFor() {
    Run run =
        Run.withInput("O gato.\n\nA mala.\n", "translate", tiny.model().toString(), "--best", "3");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines()).hasSize(9);
    assertThat(run.lines().get(3)).isEqualTo("0.0000\t");
    assertThat(run.lines().subList(4, 6)).containsOnly("");
    assertThat(run.lines().get(6)).matches("-[0-9.]+\t.*");
  }

  @Test
  void placesThatCanNotBeWrittenAreRefusedBeforeTheExplanation() {
    for (String option : List.of("--html", "--png")) {
      for (Path place : List.of(folder.resolve("nowhere/x"), folder, tiny.source().resolve("x"))) {
        String model = tiny.model().toString();
        Run run = Run.of("explain", model, "O gato.", option, place.toString());
        Run.assertRefused(run, place.toString());
      }
    }
  }

  @Test
  void aTranslatorIsDescribedWithItsLanguages() {
    assertThat(Run.of("describe", tiny.model().toString()).lines())
        .containsSubsequence("languages", "  Portuguese", "  English");
  }

  @Test
  void whatSaysHowToDrawIsRefusedWithoutDraws() {
    for (String flag : List.of("--temperature=-1", "--top-k=-5", "--top-p=7", "--top-k=3")) {
      String[] parts = flag.split("=");
      Run run = translate("O gato.", parts[0], parts[1]);
      Run.assertRefused(run, "option " + parts[0] + ": found \"" + parts[1]);
      assertThat(run.err()).contains("--sample");
    }
    assertThat(translate("O gato.", "--sample", "7", "--top-k", "3").code()).isZero();
  }

  @Test
  void termsWithABlankSideOrTwoTranslationsAreRefused() throws IOException {
    for (String blank : List.of("  =dog", "gato= ", "=dog", "gato=", "gato")) {
      Run.assertRefused(translate("O gato.", "--term", blank), "option --term: found \"" + blank);
    }
    Run both = translate("O gato.", "--term", "gato=girl", "--term", "Gato=station");
    Run.assertRefused(both, "option --term: found \"Gato=station\"");
    assertThat(both.err()).contains("\"girl\" already");
    Path file = Tiny.write(folder.resolve("twice.tsv"), "gato\tgirl\nGato\tstation\n");
    Run.assertRefused(translate("O gato.", "--terms", file.toString()), "twice.tsv:2");
    String[] same = {"--term", "gato=girl", "--term", "gato= girl "};
    assertThat(translate("O gato.", same).code()).isZero();
  }

  @Test
  void aBlankLineDoesNotChangeWhatIsLookedAt() {
    Run run =
        Run.withInput(
            "O gato.\n\n:look\n:quit\n", "translate", tiny.model().toString(), "--interactive");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContain("nothing was translated yet");
    assertThat(run.out()).contains("∎");
  }

  @Test
  void aGreatestLengthThatIsGivenHoldsForShortTextsToo() {
    // Of four sub-words a translation has eighteen at most, unless more is asked for.
    String[] long60 = {"--min-length", "60", "--max-length", "60"};
    int own = translate("O", "--min-length", "1").out().length();
    int asked = translate("O", "--max-length", "60").out().length();
    assertThat(asked).isGreaterThan(own);
    assertThat(translate("O", long60).out().length()).isGreaterThanOrEqualTo(asked);
  }

  private static Run evaluate(String... more) {
    List<String> all = new ArrayList<>(List.of("evaluate", tiny.model().toString()));
    all.addAll(List.of("--source", tiny.source().toString()));
    all.addAll(List.of("--target", tiny.target().toString()));
    all.addAll(Arrays.asList(more));
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void anEvaluationSearchesAsItIsTold() {
    String own = evaluate("--part", "dev").out();
    String shorter = evaluate("--part", "dev", "--beam", "1", "--max-length", "3").out();
    assertThat(shorter).contains("BLEU, lower case").isNotEqualTo(own);
    Run.assertRefused(evaluate("--best", "2"), "option --best");
    Run.assertRefused(evaluate("--top-k", "2"), "option --top-k");
  }

  @Test
  void thePartThatATrainingChoosesByIsScoredByItself() throws IOException {
    Path json = folder.resolve("dev.json");
    Run dev = evaluate("--part", "dev", "--beam", "1", "--json", json.toString());
    assertThat(dev.code()).as(dev.err()).isZero();
    assertThat(dev.out())
        .startsWith("development part of " + tiny.source() + "\n")
        .contains("sentences; the worst")
        .doesNotContain("200 sentences");
    assertThat(json).content().startsWith("{").contains("\"dev\"").doesNotContain("\"test\"");
    assertThat(evaluate("--beam", "1").out()).contains("200 sentences");
  }
}
