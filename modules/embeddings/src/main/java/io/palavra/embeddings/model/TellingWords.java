package io.palavra.embeddings.model;

import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A few words whose neighbours tell at a glance whether vectors are any good: nouns that most texts
 * have, in several languages, from a list; where a text has none of them, the longest of its
 * frequent words.
 */
final class TellingWords {
  private static final String LIST = "telling-words.txt";
  private static final int SHOWN = 4;
  private static final int NEIGHBOURS = 8;

  /** Such a word is known well enough: so many of the most frequent ones are looked at. */
  private static final int FREQUENT = 20_000;

  private TellingWords() {}

  /** A line a word. */
  static String neighbours(WordVectors vectors) {
    StringBuilder out = new StringBuilder();
    for (String word : of(vectors)) {
      String near =
          vectors.nearest(word, NEIGHBOURS).stream()
              .map(Neighbour::word)
              .collect(Collectors.joining(", "));
      out.append(String.format(Locale.ROOT, "%-12s %s%n", word, near).replace("\r\n", "\n"));
    }
    return out.toString();
  }

  static List<String> of(WordVectors vectors) {
    List<String> chosen = new ArrayList<>();
    for (String word : list()) {
      int number = vectors.find(word);
      if (chosen.size() < SHOWN && number >= 0 && number < FREQUENT) {
        chosen.add(word);
      }
    }
    return chosen.isEmpty() ? longest(vectors) : chosen;
  }

  private static List<String> longest(WordVectors vectors) {
    return vectors
        .words()
        .limit(200)
        .sorted(java.util.Comparator.comparingInt(String::length).reversed())
        .limit(SHOWN)
        .toList();
  }

  private static List<String> list() {
    try (InputStream in = TellingWords.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + LIST);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
