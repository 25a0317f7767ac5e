package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.JsonFile;
import io.palavra.cli.data.DoubtfulLabels.PartDoubts;
import io.palavra.cli.input.DataSource;
import io.palavra.cli.model.Models;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.check.CheckOptions;
import io.palavra.pipeline.check.CheckReport;
import io.palavra.pipeline.check.DataCheck;
import io.palavra.pipeline.check.Finding;
import io.palavra.pipeline.check.PairCheck;
import io.palavra.pipeline.check.PartStats;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.token.Tokenizers;
import io.palavra.training.kind.TextClassifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    description = "Say what a careful person would want to know before training on these data.")
final class DataCheckCommand implements Runnable {
  private static final int SHOWN = 20;

  private final Console console;

  @Mixin private DataSource source = new DataSource();

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "A classifier of such texts: which labels does it doubt? In brackets: the probability of the likely label less that of the given one.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--top",
      paramLabel = "N",
      description =
          "With --model: so many doubtful labels of each part, 20 unless given; JSON has all.")
  private Optional<Integer> top = Optional.empty();

  @Option(names = "--no-languages", description = "Do not look for rows in another language.")
  private boolean anyLanguage;

  DataCheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (top.isPresent() && (top.get() < 1 || model.isEmpty())) {
      throw BadInputException.of(
          "--top",
          top.get().toString(),
          model.isEmpty() ? "--model MODEL with it" : "a number from 1");
    }
    if (isParallel(source.request())) {
      GivenSets<ParallelText> pairs = Catalog.standard().parallel(source.request());
      print(
          new CheckReport(
              List.of(), new PairCheck().check(pairs.train(), pairs.dev(), pairs.test())));
      return;
    }
    GivenSets<LabelledText> sets = Catalog.standard().classification(source.request());
    if (model.isEmpty()) {
      print(check(sets));
      return;
    }
    try (TextClassifier classifier = judge(model.get())) {
      DoubtfulLabels judged = new DoubtfulLabels(classifier);
      judged.requireKnown(sets);
      CheckReport report = check(sets);
      if (json) {
        console.print(
            JsonFile.text(new Judged(report.parts(), report.findings(), judged.of(sets))));
        return;
      }
      print(report);
      print(judged.of(sets));
    }
  }

  /** A check with the labels that a model doubts, as JSON has them. */
  private record Judged(
      List<PartStats> parts, List<Finding> findings, List<PartDoubts> doubtfulLabels) {}

  private void print(List<PartDoubts> doubts) {
    console.print("");
    console.print(
        console.colours().bold("Labels that the model doubts")
            + " (of texts that it has learned from it believes wrong labels, too)");
    doubts.forEach(part -> console.print(part.text(top.orElse(SHOWN))));
  }

  private CheckReport check(GivenSets<LabelledText> sets) {
    DataCheck check = new DataCheck(options(), Tokenizers.of(TextOptions.defaults()));
    return check.check(sets.train(), sets.dev(), sets.test());
  }

  /** Confident learning is about one label of each text. */
  private static TextClassifier judge(Path path) {
    TextClassifier classifier = Models.classifier(path);
    if (classifier.severalLabels()) {
      classifier.close();
      throw BadInputException.of(
          "option --model", path.toString(), "a model that gives each text one label");
    }
    return classifier;
  }

  private CheckOptions options() {
    CheckOptions standard = CheckOptions.defaults();
    return new CheckOptions(
        standard.examples(), standard.similarity(), standard.compared(), !anyLanguage);
  }

  /** Two files, columns of a source and a target, or a set for translation. */
  private static boolean isParallel(DataRequest request) {
    return request.reading().containsKey("target")
        || request.reading().containsKey("source-column")
        || Catalog.standard()
            .entry(request.data())
            .filter(entry -> entry.task().equals("translation"))
            .isPresent();
  }

  private void print(CheckReport report) {
    if (json) {
      console.print(JsonFile.text(report));
    } else {
      console.out().print(report.toText().stripLeading());
    }
  }
}
