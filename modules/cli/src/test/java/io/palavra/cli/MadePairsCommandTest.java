package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code data back-translate} and {@code data distil} read, refuse and write. */
class MadePairsCommandTest {
  @TempDir private static Path folder;

  private static TinyTranslator tiny;

  @BeforeAll
  static void train() throws IOException {
    tiny = TinyTranslator.in(folder);
  }

  private static Run make(String verb, Path out, String... more) {
    List<String> all = new ArrayList<>(List.of("data", verb, tiny.model().toString()));
    all.addAll(List.of("--out", out.toString(), "--beam", "1", "--max-length", "5"));
    all.addAll(Arrays.asList(more));
    return Run.of(all.toArray(String[]::new));
  }

  /** The model reads Portuguese, so the pairs' target language is Portuguese, too. */
  private static Run backTranslate(Path out, Path file, String... more) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--source", tiny.target().toString()));
    all.addAll(List.of("--target", tiny.source().toString(), "--file", file.toString()));
    all.addAll(Arrays.asList(more));
    return make("back-translate", out, all.toArray(String[]::new));
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAsItIs() throws IOException {
    Path out = Files.createDirectory(folder.resolve("precious"));
    Path precious = Tiny.write(out.resolve("train.tsv"), "precious");
    Run.assertRefused(backTranslate(out, tiny.source()), "there is a train.tsv in it");
    String[] pairs = {"--source", tiny.source().toString(), "--target", tiny.target().toString()};
    Run.assertRefused(make("distil", out, pairs), "there is a train.tsv in it");
    Run.assertRefused(make("distil", precious, pairs), "a file");
    assertThat(precious).hasContent("precious");
    assertThat(out.resolve("dev.tsv")).doesNotExist();
  }

  @Test
  void pairsWithoutATestPartAreRefusedBeforeAnyIsTranslated() throws IOException {
    Path pairs = Tiny.write(folder.resolve("two.tsv"), "um gato\ta cat\num rato\ta rat\n");
    Path out = folder.resolve("two");
    Run.assertRefused(make("distil", out, "--data", pairs.toString()), "none of these fell to");
    assertThat(out).doesNotExist();
  }

  @Test
  void anEmptyFolderIsWrittenTo() throws IOException {
    Path out = Files.createDirectory(folder.resolve("empty"));
    Path file = Tiny.write(folder.resolve("one.pt"), "Um gato preto.\n");
    Run run = backTranslate(out, file);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(out.resolve("train.tsv")).content().contains("\tUm gato preto.\n");
  }

  @Test
  void sentencesAreReadInTheCharsetThatIsNamed() throws IOException {
    Charset latin = StandardCharsets.ISO_8859_1;
    Path source = Files.write(folder.resolve("l1.en"), Files.readAllBytes(tiny.target()));
    Path target =
        Files.writeString(folder.resolve("l1.pt"), Files.readString(tiny.source()), latin);
    Path file = Files.write(folder.resolve("more.l1"), "Não há ninguém.\n".getBytes(latin));
    Path out = folder.resolve("latin");
    Run run =
        make(
            "back-translate",
            out,
            "--source",
            source.toString(),
            "--target",
            target.toString(),
            "--file",
            file.toString(),
            "--charset",
            "ISO-8859-1");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(out.resolve("train.tsv")).content().contains("\tNão há ninguém.\n");
  }

  @Test
  void gzippedSentencesAreUnpacked() throws IOException {
    Path file = folder.resolve("more.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("Um cachorro late.\n".getBytes(StandardCharsets.UTF_8));
    }
    Path out = folder.resolve("gzipped");
    Run run = backTranslate(out, file);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(out.resolve("train.tsv")).content().contains("\tUm cachorro late.\n");
  }

  @Test
  void decomposedCopiesOfTestSentencesAreNotLearned() throws IOException {
    String all = Files.readString(tiny.source());
    String decomposed = Normalizer.normalize(all, Normalizer.Form.NFD);
    assertThat(decomposed).isNotEqualTo(all);
    Path out = folder.resolve("decomposed");
    Run run =
        backTranslate(out, Tiny.write(folder.resolve("nfd.pt"), decomposed + "Outra frase.\n"));
    assertThat(run.code()).as(run.err()).isZero();
    List<String> held = new ArrayList<>(Files.readAllLines(out.resolve("dev.tsv")));
    held.addAll(Files.readAllLines(out.resolve("test.tsv")));
    String train =
        Normalizer.normalize(Files.readString(out.resolve("train.tsv")), Normalizer.Form.NFC);
    assertThat(train).contains("\tOutra frase.\n");
    assertThat(held).hasSizeGreaterThan(5);
    assertThat(held).noneMatch(pair -> train.contains("\t" + pair.split("\t")[1] + "\n"));
  }

  @Test
  void severalTranslationsOfASentenceAreRefused() {
    Path out = folder.resolve("several");
    Run.assertRefused(
        backTranslate(out, tiny.source(), "--best", "3"), "option --best: found \"3\"");
    assertThat(out).doesNotExist();
  }

  @Test
  void aModelOfTheWrongDirectionIsNoticed() throws IOException {
    Path english = folder.resolve("english");
    String[] swapped = {"--source", tiny.source().toString(), "--target", tiny.target().toString()};
    List<String> all = new ArrayList<>(List.of(swapped));
    all.addAll(List.of("--file", tiny.target().toString()));
    Run wrong = make("back-translate", english, all.toArray(String[]::new));
    assertThat(wrong.code()).as(wrong.err()).isZero();
    assertThat(wrong.err()).containsOnlyOnce("this model reads Portuguese and writes English");
    Run right = backTranslate(folder.resolve("right"), tiny.source());
    assertThat(right.err()).doesNotContain("this model reads");
  }

  @Test
  void evaluationOnPairsOfTheOtherDirectionIsNoticed() {
    String model = tiny.model().toString();
    String pt = tiny.source().toString();
    String en = tiny.target().toString();
    Run wrong = Run.of("evaluate", model, "--source", en, "--target", pt);
    assertThat(wrong.code()).as(wrong.err()).isZero();
    assertThat(wrong.err()).containsOnlyOnce("this model reads Portuguese and writes English");
    Run both = Run.of("evaluate", model, "--against", model, "--source", en, "--target", pt);
    assertThat(both.err().lines()).filteredOn(line -> line.contains("this model reads")).hasSize(2);
    Run right = Run.of("evaluate", model, "--source", pt, "--target", en);
    assertThat(right.err()).doesNotContain("this model reads");
  }
}
