package io.palavra.cli;

import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.space.TextVector;
import io.palavra.pipeline.BadInputException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "similar",
    description = "The nearest words by cosine, exactly, of words or of a text.",
    footer = {
      "",
      "An unseen word is built from its n-grams where the vectors have them.",
      "",
      "Examples:",
      "  palavra embeddings similar runs/machado amor casa --count 5",
      "  palavra embeddings similar wiki.bin --text \"a casa da minha mãe\""
    })
final class SimilarCommand implements Runnable {
  private final Console console;

  @Mixin private VectorsArgument vectors = new VectorsArgument();

  @Parameters(index = "1..*", paramLabel = "WORD", description = "Words, one after the other.")
  private List<String> words = List.of();

  @Option(names = "--text", description = "A text: the neighbours of the mean of its words.")
  private String text;

  @Option(names = "--count", paramLabel = "N", description = "Neighbours (${DEFAULT-VALUE}).")
  private int count = 10;

  SimilarCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Counts.require("--count", count);
    if (words.isEmpty() == (text == null)) {
      throw BadInputException.of("similar", "either words or --text");
    }
    WordVectors opened = vectors.open(console);
    if (text != null) {
      TextVector mean = TextVector.of(opened, text);
      if (!mean.unknown().isEmpty()) {
        console.say("without a vector: " + String.join(" ", mean.unknown()));
      }
      print(console, opened.nearest(mean.values(), count, Set.copyOf(mean.known())));
      return;
    }
    for (String word : words) {
      String form = KnownWord.of(opened, word);
      if (words.size() > 1) {
        console.print(console.colours().bold(word));
      }
      print(console, opened.nearest(form, count));
    }
  }

  static void print(Console console, List<Neighbour> neighbours) {
    for (Neighbour near : neighbours) {
      console.print(String.format(Locale.ROOT, "%.4f  %s", near.similarity(), near.word()));
    }
  }
}
