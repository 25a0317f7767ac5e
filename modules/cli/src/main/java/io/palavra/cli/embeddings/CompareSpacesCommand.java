package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.Counts;
import io.palavra.embeddings.space.NeighbourChange;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    description = "Which words have other neighbours in another space: change of use, or noise.",
    footer = {"", "Example:", "  palavra embeddings compare runs/machado runs/reviews --count 20"})
final class CompareSpacesCommand implements Runnable {
  private static final int SHOWN = 5;

  private final Console console;

  @Mixin private VectorsArgument vectors = new VectorsArgument();

  @Parameters(index = "1", paramLabel = "MODEL|FILE", description = "The other vectors.")
  private Path other;

  @Option(
      names = "--words",
      paramLabel = "N",
      description = "So many of the most frequent words are compared (${DEFAULT-VALUE}).")
  private int words = 2000;

  @Option(names = "--neighbours", paramLabel = "N", description = "Of each (${DEFAULT-VALUE}).")
  private int neighbours = 10;

  @Option(names = "--count", paramLabel = "N", description = "Words shown (${DEFAULT-VALUE}).")
  private int count = 15;

  CompareSpacesCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Counts.require("--words", words);
    Counts.require("--neighbours", neighbours);
    Counts.require("--count", count);
    NeighbourChange change =
        NeighbourChange.between(
            vectors.open(console), VectorsArgument.open(other, console), words, neighbours);
    console.print(
        String.format(
            Locale.ROOT,
            "%,d words in common; of %d neighbours %.1f %% are the same, over %,d words",
            change.shared(),
            neighbours,
            100 * change.meanOverlap(),
            change.words().size()));
    change.words().stream().limit(count).forEach(this::print);
  }

  private void print(NeighbourChange.Change word) {
    console.print(
        String.format(
            Locale.ROOT,
            "%-20s %3.0f %%  %s | %s",
            word.word(),
            100 * word.overlap(),
            String.join(" ", word.lost().stream().limit(SHOWN).toList()),
            String.join(" ", word.gained().stream().limit(SHOWN).toList())));
  }
}
