package io.palavra.cli.model;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.JsonFile;
import io.palavra.cli.console.OutputFile;
import io.palavra.cli.device.DeviceOptions;
import io.palavra.cli.input.DataOptions;
import io.palavra.cli.input.SearchFlags;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.training.kind.EvaluatedPart;
import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.ScoredModel;
import io.palavra.translator.Translator;
import io.palavra.translator.data.TranslationData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palavra evaluate}. */
@Command(
    name = "evaluate",
    description =
        "Score a model on the test part of a data set, or on all of it where it has no parts.",
    footer = {
      "",
      "Examples:",
      "  palavra evaluate model.palavra --data mr --json score.json",
      "  palavra evaluate runs/imdb --data imdb --part dev",
      "  palavra evaluate translator.palavra --source test.pt --target test.en --report report",
      "  palavra evaluate runs/attention --data multi30k-en-de --part dev --length-penalty 0.8",
      "  palavra evaluate runs/fixed --against runs/attention --data multi30k-en-de"
    })
public final class EvaluateCommand implements Runnable {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model.palavra, or its run's folder.")
  private Path model;

  @Mixin private DataOptions data = new DataOptions();

  @Mixin private DeviceOptions device = DeviceOptions.cpu();

  @Mixin private SearchFlags flags = new SearchFlags();

  @Option(
      names = "--part",
      paramLabel = "PART",
      description =
          "Of the data: test, or dev, what a training on them chooses by, so that the test part stays "
              + "unseen (test).")
  private EvaluatedPart part = EvaluatedPart.TEST;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the metrics there, too.")
  private Path json;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Write a page, pictures and the translations of a translator there; with --against the "
              + "chart of BLEU by length for both.")
  private Path folder;

  @Option(
      names = "--against",
      paramLabel = "MODEL",
      description = "Compare with this other translator, and say whether the difference is chance.")
  private Path other;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    device.settle(console::say);
    DataRequest on = data.required();
    if (other != null && json != null) {
      throw BadInputException.of("option --against", "no --json with it");
    }
    if (json != null) {
      OutputFile.require(json);
    }
    try (ScoredModel scored = Models.scored(model)) {
      if (scored instanceof Translator translator) {
        translations(translator, on);
        return;
      }
      flags.refuse(scored.kind());
      if (other != null) {
        compare(scored, on);
      } else {
        print(folder == null ? scored.score(on, part) : scored.report(on, folder));
      }
    }
  }

  private void print(ModelScore report) {
    console.print(report.summary());
    if (json != null) {
      JsonFile.write(json, Map.of(part.toString(), report.metrics()));
    }
  }

  private void compare(ScoredModel scored, DataRequest on) {
    try (ScoredModel second = Models.scored(other)) {
      console.print(scored.against(second, on, names(), Optional.ofNullable(folder)));
    }
  }

  private List<String> names() {
    return List.of(model.toString(), other.toString());
  }

  private void translations(Translator loaded, DataRequest on) {
    Translator translator = searching(loaded);
    List<ParallelText> pairs = TranslationData.part(on, part);
    warn(model, translator, pairs);
    if (other == null) {
      String title = part == EvaluatedPart.TEST ? on.data() : on.data() + ", " + part;
      ModelScore score =
          folder == null ? translator.score(pairs) : translator.report(pairs, title, folder);
      print(score.headed(part.heading(on.data())));
      return;
    }
    try (ScoredModel second = Models.scored(other)) {
      if (!(second instanceof Translator theirs)) {
        throw BadInputException.of(
            "option --against", "a model of kind " + second.kind(), "a translator");
      }
      warn(other, theirs, pairs);
      console.print(
          translator.against(searching(theirs), pairs, names(), Optional.ofNullable(folder)));
    }
  }

  private Translator searching(Translator translator) {
    return flags.any() ? translator.scoredBy(flags.forOne(translator)) : translator;
  }

  private void warn(Path path, Translator translator, List<ParallelText> pairs) {
    translator.otherDirection(pairs).ifPresent(line -> console.say(path + ": " + line));
  }
}
