package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.space.AssociationTest;
import io.palavra.pipeline.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "bias",
    description = "Association tests (WEAT, Caliskan et al. 2017) for Portuguese and English.",
    footer = {
      "",
      "The effect is in standard deviations, -2 to 2; above 0 the first group is nearer to the first",
      "attributes. The word lists were written for this project; --lists FILE takes others in their form.",
      "",
      "Example:",
      "  palavra embeddings bias runs/machado --lang pt"
    })
final class BiasCommand implements Runnable {
  private final Console console;

  @Mixin private VectorsArgument vectors = new VectorsArgument();

  @Option(names = "--lang", description = "pt or en (${DEFAULT-VALUE}).")
  private String language = "pt";

  @Option(names = "--lists", paramLabel = "FILE", description = "Word lists of your own (JSON).")
  private Path lists;

  BiasCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    List<AssociationTest> tests =
        lists == null ? AssociationTest.in(language) : AssociationTest.read(lists);
    WordVectors opened = vectors.open(console);
    List<String> lines = new ArrayList<>();
    List<BadInputException> notTested = new ArrayList<>();
    for (AssociationTest test : tests) {
      try {
        lines.add(line(test.run(opened)));
      } catch (BadInputException tooFewWords) {
        notTested.add(tooFewWords);
        lines.add("not tested: " + tooFewWords.getMessage());
      }
    }
    if (notTested.size() == tests.size()) {
      throw notTested.get(0);
    }
    lines.forEach(console::print);
  }

  private static String line(AssociationTest.Result result) {
    AssociationTest test = result.test();
    return String.format(
        Locale.ROOT,
        "%-24s effect %+.2f, p = %.4f: %s and %s against %s and %s; %d of %d words known",
        test.name(),
        result.effect(),
        result.pValue(),
        test.first().name(),
        test.second().name(),
        test.one().name(),
        test.other().name(),
        result.known(),
        result.words());
  }
}
