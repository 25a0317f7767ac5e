package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "sentences",
    description =
        "Write the parts of a data set sentence by sentence, each with the label of its text.",
    footer = {
      "",
      "A review's label is true of most of its sentences. A network that learns them",
      "first knows more words and turns when it goes on with sentences that people",
      "have labelled one by one.",
      "",
      "Example:",
      "  palavra data sentences imdb --out sentences",
      "  palavra train cnn --data sentences/train.csv --dev sentences/dev.csv --test sentences/test.csv --out runs/sentences",
      "  palavra train cnn --data mr --from runs/sentences"
    })
final class DataSentencesCommand implements Runnable {
  private final Console console;

  @Mixin private PartsToWrite parts = new PartsToWrite();

  @Option(
      names = "--min-words",
      paramLabel = "N",
      defaultValue = "3",
      description = "Leave out sentences with fewer words. Default: ${DEFAULT-VALUE}")
  private int minWords;

  DataSentencesCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    parts.parts(console).sentences(minWords);
  }
}
