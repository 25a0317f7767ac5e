package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.Counts;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.space.CosMul;
import io.palavra.pipeline.BadInputException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "analogy",
    description = "What is to C as B is to A.",
    footer = {
      "",
      "Example:",
      "  palavra embeddings analogy wiki.bin homem rei mulher      (rainha, perhaps)"
    })
final class AnalogyCommand implements Runnable {

  /** How the three words decide. */
  enum Method {
    add,
    mul
  }

  private final Console console;

  @Mixin private VectorsArgument vectors = new VectorsArgument();

  @Parameters(index = "1..*", paramLabel = "A B C", description = "Three words.")
  private List<String> words = List.of();

  @Option(
      names = "--method",
      description = "add (3CosAdd) or mul (3CosMul, Levy and Goldberg 2014) (${DEFAULT-VALUE}).")
  private Method method = Method.add;

  @Option(names = "--count", paramLabel = "N", description = "Answers (${DEFAULT-VALUE}).")
  private int count = 5;

  AnalogyCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Counts.require("--count", count);
    if (words.size() != 3) {
      throw BadInputException.of("analogy", words.size() + " words", "three: A B C");
    }
    WordVectors opened = vectors.open(console);
    List<String> known = words.stream().map(word -> KnownWord.of(opened, word, console)).toList();
    String a = known.get(0);
    String b = known.get(1);
    String c = known.get(2);
    SimilarCommand.print(
        console,
        method == Method.add
            ? opened.analogy(a, b, c, count)
            : CosMul.analogy(opened, a, b, c, count));
  }
}
