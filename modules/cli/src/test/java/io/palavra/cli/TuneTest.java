package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.cli.model.Kinds;
import io.palavra.search.file.TuneFile;
import io.palavra.search.file.TuneFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneTest {
  @TempDir Path folder;

  private Path yaml(String space, String more) throws IOException {
    return Files.writeString(
        folder.resolve("search.yaml"),
        "kind: sentiment\ndata: reviews-pt\nspace:\n  "
            + space
            + "\nbudget: {candidates: 2, epochs: 1}\nstrategy: random\n"
            + more);
  }

  private void refused(Path file, String said) {
    Run run = Run.of("tune", file.toString(), "--out", folder.resolve("out").toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(said);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void badFilesAreRefusedInOneLineBeforeAnythingRuns() throws IOException {
    refused(yaml("hiden: {integer: [1, 8]}", "objective: accuracy\n"), "did you mean hidden?");
    refused(yaml("hidden: {integer: [9, 8]}", "objective: accuracy\n"), "lower bound below");
    refused(yaml("hidden: {integer: [1, 8]}", "objective: bleu\n"), "one of accuracy, loss");
    Path unused =
        Files.writeString(
            folder.resolve("translator.yaml"),
            "kind: translator\ndata: pairs-pt-en\nspace:\n  class-weights: [none, balanced]\n"
                + "objective: bleu\nbudget: {candidates: 2, epochs: 1}\n");
    refused(
        unused, "translator.yaml:4: found \"class-weights\", expected an option that is of use");
    refused(folder.resolve("none.yaml"), "there is none");
  }

  @Test
  void dataAndVectorsThatNoCandidateCanUseAreRefusedOnceAndLeaveNoFolder() throws IOException {
    String good = Tiny.data(folder).toString();
    String one = written("one.csv", "text,label\nbom,pos\nruim,pos\nassim,pos\n");
    String head = written("head.csv", "text,label\n");
    String pairs = written("pairs.tsv", "um\tone\ndois\ttwo\n");
    String words = written("words.txt", "o gato dorme na casa\n");
    for (String kind : new String[] {"fasttext", "sentiment", "cnn"}) {
      String space = "space: {learningRate: [0.01, 0.02]}\nobjective: accuracy\n";
      unusable(kind, one, space, "two");
      unusable(kind, head, space, "there is none");
      String other = written("other.csv", "comment,stars\nbom,5\n");
      unusable(kind, other, space, "say which it is: data: {name: FILE, text: NAME, label: NAME}");
      unusable(kind, "{name: " + good + ", dev: " + head + "}", space, "there is none");
      unusable(kind, good, space + "vectors: none.vec\n", "none.vec: ");
    }
    unusable("translator", pairs, "space: {hidden: [8, 16]}\nobjective: bleu\n", "fell to the");
    String useless = "space: {hidden: [8, 16]}\nobjective: bleu\nvectors: none.vec\n";
    unusable("translator", pairs, useless, "no vectors, since translator");
    String dimensions = "space: {dimensions: [8, 16]}\nobjective: pairs.spearman\n";
    unusable("embeddings", words, dimensions, "with dev");
    String missing = "{name: " + words + ", dev: " + folder.resolve("none.txt") + "}";
    unusable("embeddings", missing, dimensions, "none.txt");
  }

  @Test
  void aSearchThatGoesOnKnowsTheBestOfBefore() throws IOException {
    String search =
        "kind: fasttext\ndata: reviews-pt\nspace:\n  learningRate: {log-uniform: [0.000001, 0.5]}\n"
            + "objective: accuracy\nstrategy: random\nseed: 4\nbudget: {epochs: 1, candidates: ";
    Path file = Files.writeString(folder.resolve("search.yaml"), search + "1}\n");
    String out = folder.resolve("out").toString();
    Run first = Run.of("tune", file.toString(), "--out", out);
    assertThat(first.code()).as(first.err()).isZero();
    Files.writeString(file, search + "2}\n");
    Run second = Run.of("tune", file.toString(), "--out", out, "--resume");
    assertThat(second.code()).as(second.err()).isZero();
    double best = Math.max(score(first, "0000"), score(second, "0001"));
    assertThat(second.err())
        .containsPattern("0001 .*; best " + String.format(Locale.ROOT, "%.4f", best));
  }

  private static double score(Run run, String candidate) {
    Matcher line =
        Pattern.compile(candidate + " learningRate=\\S+ ([0-9.]+) after").matcher(run.err());
    assertThat(line.find()).as(run.err()).isTrue();
    return Double.parseDouble(line.group(1));
  }

  private String written(String name, String text) throws IOException {
    return Tiny.write(folder.resolve(name), text).toString();
  }

  private void unusable(String kind, String data, String more, String said) throws IOException {
    String rest = "strategy: random\nbudget: {candidates: 2, epochs: 1}\n";
    String head = "kind: " + kind + "\ndata: " + data + "\n";
    refused(Files.writeString(folder.resolve("search.yaml"), head + more + rest), said);
  }

  @Test
  void aDeviceThatIsNoneIsRefusedBeforeAnythingRuns() throws IOException {
    Path file = yaml("hidden: {integer: [4, 8]}", "objective: accuracy\n");
    String out = folder.resolve("out").toString();
    Run run = Run.of("tune", file.toString(), "--out", out, "--device", "warp");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--device").contains("warp");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void theTemplateOfEveryKindIsReadAndItsConditionsHold() throws IOException {
    for (String kind : Kinds.all().keySet()) {
      String yaml = Run.of("tune", "init", kind).out();
      Path file = Files.writeString(folder.resolve(kind + ".yaml"), yaml);
      TuneFile search = new TuneFileReader(Kinds::named).read(file);
      SplittableRandom random = new SplittableRandom(2);
      for (int i = 0; i < 50; i++) {
        search.request().options(search.space().texts(search.space().random(random)));
      }
    }
    assertThat(Run.of("tune", "init", "translator").out())
        .contains("objective: bleu", "pairs-pt-en", "when: {architecture: [recurrent]}")
        .contains("# attentionDropout: {uniform: [0, 0.6], when: {architecture: [transformer]}}");
  }

  @Test
  void whatATranslatorRefusesIsListedNowhere() throws IOException {
    Path pairs = folder.resolve("pairs.tsv");
    Files.write(pairs, IntStream.range(0, 40).mapToObj(i -> "gato " + i + "\tcat " + i).toList());
    for (Run run :
        List.of(
            Run.of("train", "translator", "--options"),
            Run.of("tune", "init", "translator"),
            Run.of("init", "translator", "--data", pairs.toString()))) {
      assertThat(run.out()).contains("learningRate: ").doesNotContain("classWeights");
    }
    assertThat(Run.of("train", "cnn", "--options").out()).contains("classWeights: ");
    assertThat(Run.of("tune", "init", "cnn").out()).contains("classWeights: [none, balanced]");
  }

  @Test
  void whoCanNotWriteTheReportIsShownTheTable() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("search.yaml"),
            "kind: fasttext\ndata: "
                + Tiny.data(folder)
                + "\nspace: {learningRate: [0.1, 0.2]}\nobjective: accuracy\n"
                + "budget: {candidates: 2, epochs: 1}\nstrategy: grid\n");
    Path out = folder.resolve("shown");
    Run tune = Run.of("tune", file.toString(), "--out", out.toString(), "--device", "cpu");
    assertThat(tune.code()).as(tune.err()).isZero();
    Files.delete(out.resolve("report.html"));
    Files.createDirectory(out.resolve("report.html"));
    Run show = Run.of("tune", "show", out.toString());
    assertThat(show.code()).isZero();
    assertThat(show.out()).contains("0000", "0001", "test accuracy").doesNotContain("report  ");
    assertThat(show.err()).contains("no fresh report: ", "report.html: expected a file");
  }

  @Test
  void aTemplateIsWrittenThatTuneReads() {
    Run init = Run.of("tune", "init", "sentiment", "--data", "reviews-pt");
    assertThat(init.code()).isZero();
    assertThat(init.out()).contains("learningRate: {log-uniform: [", "hidden: {log-integer:");
  }

  @Test
  void noTemplateIsWrittenForDataThatAreNotThere() {
    Path out = folder.resolve("t.yaml");
    Run.assertRefused(
        Run.of("tune", "init", "cnn", "--data", "nada.csv", "--out", out.toString()), "nada.csv");
    assertThat(out).doesNotExist();
  }

  @Test
  void noOptionsAreWrittenForDataThatNoKindCouldLearnFrom() throws IOException {
    for (String kind : new String[] {"sentiment", "cnn", "fasttext"}) {
      Path none = Files.writeString(folder.resolve("none.csv"), "text,label\n");
      Run.assertRefused(Run.of("init", kind, "--data", none.toString()), "there is none");
      Path one = Files.writeString(folder.resolve("one.csv"), "text,label\na,x\nb,x\n");
      Run.assertRefused(Run.of("init", kind, "--data", one.toString()), "two classes at least");
    }
  }

  @Test
  void ofManyTextsSortedByClassTheFirstMayBeOfOneClass() throws IOException {
    String rows = "text,label\n" + "a b,x\n".repeat(250_001) + "c,y\n";
    Path data = Files.writeString(folder.resolve("sorted.csv"), rows);
    for (String kind : new String[] {"sentiment", "fasttext"}) {
      Run init = Run.of("init", kind, "--data", data.toString());
      assertThat(init.code()).as(init.err()).isZero();
    }
  }

  @Test
  void aFolderWithoutASearchIsRefused() {
    for (String verb : new String[] {"show", "best"}) {
      Run run = Run.of("tune", verb, folder.toString());
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("the folder of a search");
    }
  }
}
