package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.OutputFile;
import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.format.VectorFiles;
import io.palavra.embeddings.format.VectorFormat;
import io.palavra.embeddings.model.Amount;
import io.palavra.embeddings.model.OpenVectors;
import io.palavra.embeddings.space.Alignment;
import io.palavra.embeddings.space.HeldBackPairs;
import io.palavra.embeddings.space.WordPairs;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "align",
    description = "Turn one space onto another by pairs of words, and find translations.",
    footer = {
      "",
      "Every fifth word is held back with all its translations and looked for, and pairs that share a",
      "word with those are not learned from, so the share that is printed is an honest one. A word is",
      "found when one of its translations is. Of fewer than five words none is held back.",
      "",
      "Examples:",
      "  palavra embeddings align runs/pt runs/en --pairs tatoeba-pt-en --word casa --word amor",
      "  palavra embeddings align old.vec new.vec --pairs anchors.txt --out old-as-new.vec"
    })
final class AlignCommand implements Runnable {
  private static final int SHOWN = 5;

  private final Console console;

  @Mixin private VectorsArgument vectors = new VectorsArgument();

  @Parameters(index = "1", paramLabel = "MODEL|FILE", description = "The space to turn onto.")
  private Path other;

  @Option(
      names = "--pairs",
      required = true,
      paramLabel = "NAME|FILE",
      description = "Two words a line, or a data set of translations, whose words are counted.")
  private String pairs;

  @Option(names = "--word", paramLabel = "WORD", description = "Show its translations.")
  private List<String> words = List.of();

  @Option(names = "--out", paramLabel = "FILE", description = "Write the turned vectors (.vec).")
  private Path out;

  AlignCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (out != null) {
      OutputFile.require(
          out, List.of(OpenVectors.file(vectors.path()), OpenVectors.file(other), Path.of(pairs)));
    }
    List<Alignment.Pair> all = WordPairs.of(pairs).stream().distinct().toList();
    WordVectors first = vectors.open(console);
    List<String> asked = words.stream().map(word -> KnownWord.of(first, word, console)).toList();
    WordVectors second = VectorsArgument.open(other, console);
    HeldBackPairs parted = HeldBackPairs.of(first, second, all);
    Alignment alignment = Alignment.of(first, second, parted.learned());
    console.print(
        String.format(
            Locale.ROOT,
            "%s, %,d of them known to both; turned by %,d",
            Amount.of(all.size(), "pair"),
            parted.known().size(),
            alignment.pairs()));
    console.print(alignment.test(first, second, parted.held()).sentence());
    for (int i = 0; i < words.size(); i++) {
      float[] vector = first.vector(asked.get(i)).orElseThrow();
      console.print(words.get(i) + ": " + nearest(second, alignment.turn(vector)));
    }
    if (out != null) {
      VectorFiles.write(alignment.turn(first), out, VectorFormat.FASTTEXT_VEC);
      console.say("wrote " + out);
    }
  }

  private static String nearest(WordVectors space, float[] vector) {
    return space.nearest(vector, SHOWN, Set.of()).stream()
        .map(Neighbour::word)
        .collect(Collectors.joining(", "));
  }
}
