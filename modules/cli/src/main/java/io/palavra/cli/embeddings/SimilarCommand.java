package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.Counts;
import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.index.NeighbourIndex;
import io.palavra.embeddings.model.LearnedTexts;
import io.palavra.embeddings.model.OpenVectors;
import io.palavra.embeddings.model.TextNote;
import io.palavra.embeddings.space.TextVector;
import io.palavra.pipeline.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "similar",
    description =
        "The nearest words by cosine, of words or of a text; exactly unless --index is given.",
    footer = {
      "",
      "A word is taken in another case where it has no vector in its own; an unseen one is built from",
      "its n-grams where the vectors have them. Of several words the known ones are answered.",
      "Of a model of paragraph vectors (pv-dm, pv-dbow) --text finds the nearest of the texts that",
      "it learned: the cosine, where the text stands, how it begins.",
      "",
      "Examples:",
      "  palavra embeddings similar runs/machado amor casa --count 5",
      "  palavra embeddings similar wiki.bin casa --index wiki.index",
      "  palavra embeddings similar wiki.bin --text \"a casa da minha mãe\""
    })
final class SimilarCommand implements Runnable {
  private static final int USUAL_EFFORT = 100;

  private final Console console;

  @Mixin private VectorsArgument vectors = new VectorsArgument();

  @Parameters(index = "1..*", paramLabel = "WORD", description = "Words, one after the other.")
  private List<String> words = List.of();

  @Option(
      names = "--text",
      description = "A text: the neighbours of the mean of its words, or the nearest texts.")
  private String text;

  @Option(names = "--count", paramLabel = "N", description = "Neighbours (${DEFAULT-VALUE}).")
  private int count = 10;

  @Option(
      names = "--index",
      paramLabel = "DIR",
      description = "What embeddings index made of these vectors: quicker, and nearly exact.")
  private Path index;

  @Option(
      names = "--effort",
      paramLabel = "N",
      description = "Candidates held while the index is walked (" + USUAL_EFFORT + ").")
  private Integer effort;

  SimilarCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Counts.require("--count", count);
    if (words.isEmpty() == (text == null)) {
      throw BadInputException.of("similar", "either words or --text");
    }
    requireEffort();
    OpenVectors all = vectors.openAll(console);
    if (text != null && all.texts().isPresent()) {
      texts(all.texts().get());
      return;
    }
    WordVectors opened = all.vectors();
    if (index == null) {
      answer(opened, (vector, without) -> opened.nearest(vector, count, without));
      return;
    }
    try (NeighbourIndex graph = NeighbourIndex.open(index, opened)) {
      int held = effort == null ? USUAL_EFFORT : effort;
      answer(opened, (vector, without) -> graph.nearest(vector, count, held, without));
    }
  }

  private void requireEffort() {
    if (effort == null) {
      return;
    }
    Counts.require("--effort", effort);
    if (index == null) {
      throw BadInputException.of(
          "option --effort",
          String.valueOf(effort),
          "--index with it: without one all are looked at");
    }
  }

  private void texts(LearnedTexts learned) {
    if (index != null) {
      throw BadInputException.of(
          "option --index", index.toString(), "none with --text of texts, which has words alone");
    }
    tellUnknown(learned.unknown(text));
    for (LearnedTexts.Near near : learned.nearest(text, count)) {
      TextNote note = near.text();
      console.print(
          String.format(
              Locale.ROOT, "%.4f  %s  %s", near.cosine(), note.place(), note.beginning()));
    }
  }

  private void tellUnknown(List<String> unknown) {
    if (!unknown.isEmpty()) {
      console.say("without a vector: " + String.join(" ", unknown));
    }
  }

  /** Finds the words near to a vector, some left out. */
  private interface Search {
    List<Neighbour> near(float[] vector, Set<String> without);
  }

  private void answer(WordVectors opened, Search search) {
    if (text != null) {
      TextVector mean = TextVector.of(opened, text);
      tellUnknown(mean.unknown());
      print(console, search.near(mean.values(), Set.copyOf(mean.known())));
      return;
    }
    List<BadInputException> unknown = new ArrayList<>();
    for (String word : words) {
      try {
        answer(opened, search, word);
      } catch (BadInputException noVector) {
        unknown.add(noVector);
      }
    }
    if (!unknown.isEmpty()) {
      console.flush();
      throw unknown.size() == 1 ? unknown.get(0) : several(opened, unknown);
    }
  }

  private void answer(WordVectors opened, Search search, String word) {
    String form = KnownWord.of(opened, word, console);
    if (words.size() > 1) {
      console.print(console.colours().bold(word));
    }
    List<Neighbour> near = search.near(opened.vector(form).orElseThrow(), Set.of(form));
    if (near.isEmpty()) {
      console.say(form + " has no neighbours: no other word, or no vector but zeros");
    }
    print(console, near);
  }

  private static BadInputException several(WordVectors opened, List<BadInputException> unknown) {
    return BadInputException.of(
        "words",
        unknown.stream().flatMap(word -> word.value().stream()).collect(Collectors.joining(" ")),
        "some of the " + opened.size() + " words that have vectors");
  }

  static void print(Console console, List<Neighbour> neighbours) {
    for (Neighbour near : neighbours) {
      console.print(String.format(Locale.ROOT, "%.4f  %s", near.similarity(), near.word()));
    }
  }
}
