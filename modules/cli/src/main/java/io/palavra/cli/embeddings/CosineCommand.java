package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.embeddings.Directions;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.model.LearnedTexts;
import io.palavra.embeddings.model.OpenVectors;
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
      "A model of paragraph vectors infers the vectors of two texts; of two words it has them.",
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
    OpenVectors opened = vectors.openAll(console);
    boolean words = isWord(first) && isWord(second);
    double cosine =
        opened
            .texts()
            .filter(texts -> !words)
            .map(this::ofTexts)
            .orElseGet(() -> ofWords(opened.vectors()));
    console.print(String.format(Locale.ROOT, "%.4f", cosine));
  }

  private double ofTexts(LearnedTexts texts) {
    return Directions.cosine(texts.known(first), texts.known(second)).orElse(0);
  }

  private double ofWords(WordVectors opened) {
    return TextVector.of(opened, first).cosine(TextVector.of(opened, second));
  }

  private static boolean isWord(String text) {
    return text.strip().chars().noneMatch(Character::isWhitespace);
  }
}
