package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "split",
    description = "Write train.csv, dev.csv and test.csv: equal texts fall on one side.")
final class DataSplitCommand implements Runnable {
  private final Console console;

  @Mixin private PartsToWrite parts = new PartsToWrite();

  DataSplitCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    parts.parts(console).texts();
  }
}
