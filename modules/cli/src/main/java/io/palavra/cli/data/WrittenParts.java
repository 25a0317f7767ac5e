package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.SplitFiles;
import java.nio.file.Path;

/** Writes a split's parts to files, prints their names, and says which of them are empty. */
final class WrittenParts {
  private WrittenParts() {}

  static void write(Split<LabelledText> split, Path folder, String texts, Console console) {
    console.say(split.how());
    SplitFiles.write(split, folder).forEach(file -> console.print(file.toString()));
    warnOfNothing("train.csv", split.train().corpus(), texts, console);
    warnOfNothing("dev.csv", split.dev().corpus(), texts, console);
    warnOfNothing("test.csv", split.test().corpus(), texts, console);
  }

  /** Training refuses a part without a text. */
  private static void warnOfNothing(
      String file, Corpus<LabelledText> part, String texts, Console console) {
    try (RecordStream<LabelledText> records = part.open()) {
      if (!records.hasNext()) {
        console.say("no " + texts + " for " + file + ": there are too few for three parts");
      }
    }
  }
}
