package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import io.palavra.cli.input.DataSource;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.split.OtherTexts;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.SplitFiles;
import io.palavra.pipeline.split.Splitter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which data to part, what to leave out, and where the parts go. */
final class PartsToWrite {
  @Mixin private DataSource source = new DataSource();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to.")
  private Path out;

  @Option(
      names = "--without",
      paramLabel = "NAME|PATH",
      description =
          "Leave out the texts of this data set or file, too: those that a model which goes on from these shall be judged by. May be given several times.")
  private List<String> without = List.of();

  /** The parts without what was to be left out. */
  Split<LabelledText> texts() {
    Catalog catalog = Catalog.standard();
    Split<LabelledText> split = Splitter.split(catalog.classification(source.request()));
    return without.isEmpty()
        ? split
        : new OtherTexts(
                without.stream().map(DataRequest::of).map(catalog::classification).toList())
            .outOf(split);
  }

  /**
   * Writes the parts, prints the files' names, and says which are empty.
   *
   * @param what what a row is, in the singular
   */
  void write(Split<LabelledText> split, String what, Console console) {
    console.say(split.how());
    SplitFiles.write(split, out).forEach(file -> console.print(file.toString()));
    warnOfNothing("train.csv", split.train().corpus(), what, console);
    warnOfNothing("dev.csv", split.dev().corpus(), what, console);
    warnOfNothing("test.csv", split.test().corpus(), what, console);
  }

  /** Training refuses a part without a text. */
  private static void warnOfNothing(
      String file, Corpus<LabelledText> part, String what, Console console) {
    try (RecordStream<LabelledText> records = part.open()) {
      if (!records.hasNext()) {
        console.say("no " + what + " for " + file + ": there are too few for three parts");
      }
    }
  }
}
