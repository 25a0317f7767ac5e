package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.space.TextVector;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "cosine",
    description = "The cosine of two words or two texts; a text is the mean of its words.",
    footer = {
      "",
      "Example:",
      "  palavra embeddings cosine runs/machado \"minha casa\" \"meu lar\""
    })
final class CosineCommand implements Runnable {
  private final Console console;

  @Mixin private VectorsArgument vectors = new VectorsArgument();

  @Parameters(index = "1", paramLabel = "TEXT", description = "A word or a text.")
  private String first;

  @Parameters(index = "2", paramLabel = "TEXT", description = "Another one.")
  private String second;

  CosineCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    WordVectors opened = vectors.open(console);
    double cosine = TextVector.of(opened, first).cosine(TextVector.of(opened, second));
    console.print(String.format(Locale.ROOT, "%.4f", cosine));
  }
}
