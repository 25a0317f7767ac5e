package io.palavra.translator.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How words are written where no sentence begins (Lita et al. 2003, "tRuEcasIng"): the first word
 * of a sentence is written so too, and a translation's first letter is a capital again. Words with
 * capitals behind their first letter stay as they are.
 *
 * @param words those that were seen inside sentences, each as it stands there most often
 */
public record TrueCase(SortedSet<String> words) {
  /** Changes nothing. */
  public static final TrueCase NONE = new TrueCase(new TreeSet<>());

  /** Share of the sentences that begin with a capital from which on a capital means a beginning. */
  private static final double MOST = 0.9;

  private static final String ENDS = ".!?:;…\u2014\u2013-\"“”«»„";

  /** Copies the words. */
  public TrueCase {
    words = new TreeSet<>(words);
  }

  /**
   * Learns from sentences; of two forms that are as frequent the one in small letters counts. Of
   * sentences that do not nearly all begin with a capital, {@link #NONE}: there the first letter
   * says what it says elsewhere, and translations must not be given another.
   */
  public static TrueCase learn(Stream<String> sentences) {
    Map<String, Map<String, Integer>> forms = new HashMap<>();
    int[] begin = new int[2];
    sentences.forEach(
        sentence -> {
          begins(sentence).ifPresent(capital -> begin[capital ? 1 : 0]++);
          for (String word : inside(sentence)) {
            forms
                .computeIfAbsent(small(word), lower -> new HashMap<>())
                .merge(word, 1, Integer::sum);
          }
        });
    if (begin[1] < MOST * (begin[0] + begin[1])) {
      return NONE;
    }
    SortedSet<String> words = new TreeSet<>();
    forms.forEach((lower, counts) -> words.add(mostFrequent(lower, counts)));
    return new TrueCase(words);
  }

  /** Whether a sentence begins with a capital; empty where no letter with case begins it. */
  private static Optional<Boolean> begins(String sentence) {
    int from = firstWord(sentence);
    if (from < 0) {
      return Optional.empty();
    }
    int first = sentence.codePointAt(from);
    boolean lower = Character.isLowerCase(first);
    boolean cased = lower || Character.isUpperCase(first) || Character.isTitleCase(first);
    return cased ? Optional.of(!lower) : Optional.empty();
  }

  private static String mostFrequent(String lower, Map<String, Integer> counts) {
    String best = lower;
    int most = counts.getOrDefault(lower, 0);
    for (String form : new TreeSet<>(counts.keySet())) {
      if (counts.get(form) > most) {
        best = form;
        most = counts.get(form);
      }
    }
    return best;
  }

  /** A sentence whose first word is written as inside one. */
  public String of(String sentence) {
    int from = firstWord(sentence);
    if (words.isEmpty() || from < 0) {
      return sentence;
    }
    int to = end(sentence, from);
    return form(sentence.substring(from, to))
        .map(form -> sentence.substring(0, from) + form + sentence.substring(to))
        .orElse(sentence);
  }

  private Optional<String> form(String word) {
    int second = word.offsetByCodePoints(0, 1);
    String rest = word.substring(second);
    if (!rest.equals(small(rest))) {
      return Optional.empty();
    }
    String lower = small(word);
    String other = capital(word);
    return Stream.of(lower, other).filter(words::contains).findFirst();
  }

  /** A sentence that begins with a capital, where a letter comes first in it. */
  public String back(String sentence) {
    int from = firstWord(sentence);
    return words.isEmpty() || from < 0
        ? sentence
        : sentence.substring(0, from) + capital(sentence.substring(from));
  }

  private static String capital(String text) {
    int first = text.codePointAt(0);
    return Character.toString(Character.toTitleCase(first))
        + text.substring(Character.charCount(first));
  }

  private static String small(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Where the first word begins; -1 where a digit comes before it, or there is none. */
  private static int firstWord(String text) {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (Character.isLetterOrDigit(c)) {
        return Character.isLetter(c) ? at : -1;
      }
      at += Character.charCount(c);
    }
    return -1;
  }

  private static int end(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (!Character.isLetterOrDigit(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
        return at;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  /** The words that no sentence begins with: neither the first one nor those behind a stop. */
  private static List<String> inside(String text) {
    List<String> inside = new ArrayList<>();
    boolean begins = true;
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (Character.isLetterOrDigit(c)) {
        int to = end(text, at);
        if (!begins && Character.isLetter(c)) {
          inside.add(text.substring(at, to));
        }
        begins = false;
        at = to;
      } else {
        begins |= ENDS.indexOf(c) >= 0;
        at += Character.charCount(c);
      }
    }
    return inside;
  }
}
