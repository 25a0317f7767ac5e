package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.index.IndexOptions;
import io.palavra.embeddings.index.NeighbourIndex;
import io.palavra.embeddings.model.Amount;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "index",
    description =
        "Make a graph of the vectors, so that neighbours are found without a look at all.",
    footer = {
      "",
      "Neighbours that the graph finds are nearly all of the true ones; their cosines are exact.",
      "",
      "Examples:",
      "  palavra embeddings index wiki.bin --out wiki.index",
      "  palavra embeddings similar wiki.bin casa --index wiki.index"
    })
final class IndexCommand implements Runnable {
  private final Console console;

  @Mixin private VectorsArgument vectors = new VectorsArgument();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The index's folder, a new one.")
  private Path out;

  @Option(
      names = "--links",
      paramLabel = "N",
      description = "Links of a vector to others (${DEFAULT-VALUE}).")
  private int links = IndexOptions.defaults().links();

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Candidates held while links are looked for (${DEFAULT-VALUE}).")
  private int beam = IndexOptions.defaults().beam();

  IndexCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    IndexOptions options = new IndexOptions(links, beam);
    WordVectors opened = vectors.open(console);
    long begun = System.nanoTime();
    NeighbourIndex.build(opened, out, options);
    console.say(
        String.format(
            Locale.ROOT,
            "wrote %s: %s in %.1f s",
            out,
            Amount.of(opened.size(), "word"),
            (System.nanoTime() - begun) * 1e-9));
  }
}
