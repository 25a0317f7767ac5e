package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import io.palavra.cli.input.DataSource;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.SplitFiles;
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
    console.say(split.how());
    SplitFiles.write(split, out).forEach(file -> console.print(file.toString()));
    warnOfNothing("train.csv", split.train().corpus());
    warnOfNothing("dev.csv", split.dev().corpus());
    warnOfNothing("test.csv", split.test().corpus());
  }

  /** Training refuses a part without a text. */
  private void warnOfNothing(String file, Corpus<LabelledText> part) {
    try (RecordStream<LabelledText> records = part.open()) {
      if (!records.hasNext()) {
        console.say("no text for " + file + ": there are too few for three parts");
      }
    }
  }
}
