package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.space.OddOneOut;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "odd-one-out",
    description = "Which word goes least with the others: words by their cosine to the rest.",
    footer = {"", "Example:", "  palavra embeddings odd-one-out runs/machado pai mãe filho janela"})
final class OddOneOutCommand implements Runnable {
  private final Console console;

  @Mixin private VectorsArgument vectors = new VectorsArgument();

  @Parameters(index = "1..*", paramLabel = "WORD", description = "Three words or more.")
  private List<String> words = List.of();

  OddOneOutCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    List<Neighbour> ordered = OddOneOut.of(vectors.open(console), words);
    SimilarCommand.print(console, ordered);
  }
}
