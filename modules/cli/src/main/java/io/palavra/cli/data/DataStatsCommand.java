package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.JsonFile;
import io.palavra.cli.input.DataSource;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.check.DataStats;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.token.Tokenizers;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "stats", description = "Rows, classes, tokens and lengths, in constant memory.")
final class DataStatsCommand implements Runnable {
  private final Console console;

  @Mixin private DataSource source = new DataSource();

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  DataStatsCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    GivenSets<LabelledText> sets = Catalog.standard().classification(source.request());
    Map<String, DataStats> parts = new TreeMap<>();
    parts.put("train", measure(sets.train()));
    sets.dev().ifPresent(corpus -> parts.put("dev", measure(corpus)));
    sets.test().ifPresent(corpus -> parts.put("test", measure(corpus)));
    if (json) {
      console.print(JsonFile.text(parts));
      return;
    }
    parts.forEach(
        (part, stats) -> {
          console.print(console.colours().bold(part));
          console.print(stats.toText());
        });
  }

  private static DataStats measure(Corpus<LabelledText> corpus) {
    return DataStats.of(corpus, Tokenizers.of(TextOptions.defaults()));
  }
}
