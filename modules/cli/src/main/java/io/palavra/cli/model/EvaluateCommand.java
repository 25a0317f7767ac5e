package io.palavra.cli.model;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.JsonFile;
import io.palavra.cli.console.OutputFile;
import io.palavra.cli.device.DeviceOptions;
import io.palavra.cli.input.DataOptions;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.ScoredModel;
import io.palavra.translator.Translator;
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
      "  palavra evaluate translator.palavra --source test.pt --target test.en --report report",
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
    if (json != null) {
      OutputFile.require(json);
    }
    try (ScoredModel scored = Models.scored(model)) {
      warn(model, scored, on);
      if (other != null) {
        compare(scored, on);
        return;
      }
      ModelScore report = folder == null ? scored.score(on) : scored.report(on, folder);
      console.print(report.summary());
      if (json != null) {
        JsonFile.write(json, Map.of("test", report.metrics()));
      }
    }
  }

  private void warn(Path path, ScoredModel scored, DataRequest on) {
    if (scored instanceof Translator translator) {
      translator.otherDirection(on).ifPresent(line -> console.say(path + ": " + line));
    }
  }

  private void compare(ScoredModel scored, DataRequest on) {
    if (json != null) {
      throw BadInputException.of("option --against", "no --json with it");
    }
    try (ScoredModel second = Models.scored(other)) {
      warn(other, second, on);
      List<String> names = List.of(model.toString(), other.toString());
      console.print(scored.against(second, on, names, Optional.ofNullable(folder)));
    }
  }
}
