package io.palavra.cli;

import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.ScoredModel;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "evaluate",
    description =
        "Score a model on the test part of a data set, or on all of it where it has no parts.",
    footer = {"", "Example:", "  palavra evaluate model.palavra --data mr --json score.json"})
final class EvaluateCommand implements Runnable {
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

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    device.settle(console::say);
    try (ScoredModel scored = Models.scored(model)) {
      ModelScore report = scored.score(data.required());
      console.print(report.summary());
      if (json != null) {
        JsonFile.write(json, Map.of("test", report.metrics()));
      }
    }
  }
}
