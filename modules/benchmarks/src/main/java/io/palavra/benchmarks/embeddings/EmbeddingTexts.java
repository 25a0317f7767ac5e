package io.palavra.benchmarks.embeddings;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.RecordStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One file of text out of data sets of the catalogue, as all programs are given it: lower case,
 * letters and digits alone, a text a line. {@code imdb} is the reviews to learn from, {@code
 * english} and {@code portuguese} are every text of the catalogue in that language, {@code all} is
 * both.
 */
public final class EmbeddingTexts {
  private static final Map<String, List<String>> SETS =
      Map.of(
          "imdb",
          List.of("imdb:part=train"),
          "machado",
          List.of("machado:part=train"),
          "english",
          List.of(
              "imdb:part=all",
              "mr:part=all",
              "sst2-sentences:part=all",
              "trec:part=all",
              "warpeace:part=all",
              "tinyshakespeare:part=all",
              "multi30k-en-de:part=all:side=source",
              "tatoeba-pt-en:part=all:side=target",
              "flores-pt-en:part=all:side=target",
              "ntrex-pt-en:part=all:side=target",
              "tico19-pt-en:part=all:side=target"),
          "portuguese",
          List.of(
              "machado:part=all",
              "b2w-rating:part=all",
              "b2w-polarity:part=all",
              "b2w-recommend:part=all",
              "repro:part=all",
              "lener-br:part=all",
              "ud-pt-bosque:part=all",
              "tatoeba-pt-en:part=all:side=source",
              "flores-pt-en:part=all:side=source",
              "ntrex-pt-en:part=all:side=source",
              "tico19-pt-en:part=all:side=source"));

  private EmbeddingTexts() {}

  /**
   * Writes a text.
   *
   * @param most no further text is begun after so many words
   * @return how many words there are
   */
  static long write(String name, Path file, long most) throws IOException {
    long words = 0;
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (String set : name.equals("all") ? List.of("english", "portuguese") : List.of(name)) {
        if (!SETS.containsKey(set)) {
          throw BadInputException.of("text", set, "all or one of " + SETS.keySet());
        }
        for (String part : SETS.get(set)) {
          words += append(part.split(":", -1), out, most - words);
        }
      }
    }
    return words;
  }

  private static long append(String[] set, Writer out, long most) throws IOException {
    Map<String, String> reading = new TreeMap<>();
    for (int i = 1; i < set.length; i++) {
      reading.put(
          set[i].substring(0, set[i].indexOf('=')), set[i].substring(1 + set[i].indexOf('=')));
    }
    DataRequest request = new DataRequest(set[0], Optional.empty(), Optional.empty(), reading);
    long words = 0;
    try (RecordStream<String> records = Catalog.standard().texts(request).train().open()) {
      while (records.hasNext() && words < most) {
        String text = records.next().value().toLowerCase(Locale.ROOT);
        String line = text.replace("<br />", " ").replaceAll("[^\\p{L}\\p{N}']+", " ").strip();
        if (!line.isEmpty()) {
          words += line.chars().filter(c -> c == ' ').count() + 1;
          out.write(line + "\n");
        }
      }
    }
    return words;
  }

  /** {@code NAME FILE}. */
  public static void main(String[] args) throws IOException {
    long words = write(args[0], Path.of(args[1]), Long.MAX_VALUE);
    System.out.printf(Locale.ROOT, "%s: %,d words%n", args[1], words);
  }
}
