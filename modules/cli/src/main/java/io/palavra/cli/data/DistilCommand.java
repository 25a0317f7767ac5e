package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import io.palavra.cli.device.DeviceOptions;
import io.palavra.cli.input.DataOptions;
import io.palavra.cli.input.SearchFlags;
import io.palavra.cli.model.Models;
import io.palavra.translator.Translator;
import io.palavra.translator.data.MadePairs;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "distil",
    description = "Replace the translations to learn from by a model's (Kim and Rush 2016).",
    footer = {
      "",
      "A small model learns more from a large one's translations than from people's, which vary more.",
      "Development and test pairs stay people's.",
      "",
      "Example:",
      "  palavra data distil runs/large --data multi30k-en-de --out pairs",
      "  palavra train translator --data pairs/train.tsv --dev pairs/dev.tsv --test pairs/test.tsv --set hidden=128"
    })
final class DistilCommand implements Runnable {
  private final Console console;

  @Parameters(index = "0", paramLabel = "MODEL", description = "The translator to learn from.")
  private Path model;

  @Mixin private DataOptions data = new DataOptions();

  @Mixin private DeviceOptions device = DeviceOptions.cpu();

  @Mixin private SearchFlags flags = new SearchFlags();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A new or empty folder.")
  private Path out;

  DistilCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    device.settle(console::say);
    try (Translator translator = Models.translator(model)) {
      MadePairs made = new MadePairs(translator, flags.forOne(translator), console::say);
      made.distilled(data.required(), out).forEach(path -> console.print(path.toString()));
    }
  }
}
