package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import io.palavra.cli.input.DataSource;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.Splitter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "split",
    description = "Write train.csv, dev.csv and test.csv: equal texts fall on one side.")
final class DataSplitCommand implements Runnable {
  private final Console console;

  @Mixin private DataSource source = new DataSource();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to.")
  private Path out;

  DataSplitCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Split<LabelledText> split = Splitter.split(Catalog.standard().classification(source.request()));
    WrittenParts.write(split, out, "text", console);
  }
}
