package io.palavra.translator.lexicon;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.translator.data.EncodedPair;
import io.palavra.translator.data.Subwords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which sub-words may stand in the translation of a sentence: those that are frequent in any
 * translation, and those that translate one of the sentence's own most probably. A search that
 * chooses among these alone has a product of some hundred columns instead of the whole vocabulary's
 * (Jean et al. 2015, "On Using Very Large Target Vocabulary for Neural Machine Translation",
 * section 3.3; Devlin 2017, "Sharp Models on Dull Hardware", section 4).
 */
public final class Lexicon {
  /** Sub-words of any translation. */
  static final int FREQUENT = 200;

  /** Translations of a sub-word. */
  static final int TRANSLATIONS = 30;

  /** What is less probable is hardly a translation. */
  private static final double LEAST = 1e-4;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final int[] always;
  private final int[][] translations;

  private Lexicon(int[] always, int[][] translations) {
    this.always = always;
    this.translations = translations;
  }

  /** Learns from pairs. */
  public static Lexicon learn(List<EncodedPair> pairs, Vocabulary source, Vocabulary target) {
    List<List<Entry>> found = new ArrayList<>();
    IntStream.range(0, source.size()).forEach(id -> found.add(new ArrayList<>()));
    WordTranslations.learn(pairs, source.size())
        .each(
            (from, to, probability) -> {
              if (probability >= LEAST) {
                found.get(from).add(new Entry(to, probability));
              }
            });
    int[][] translations = new int[source.size()][];
    for (int id = 0; id < translations.length; id++) {
      translations[id] = best(found.get(id), same(id, source, target));
    }
    return new Lexicon(frequent(pairs, target.size()), translations);
  }

  private record Entry(int target, float probability) {
    /** Of equals the one with the smaller id, so that the order is always the same. */
    static final Comparator<Entry> BEST_FIRST =
        Comparator.comparingDouble((Entry entry) -> -entry.probability)
            .thenComparingInt(Entry::target);
  }

  private static int[] best(List<Entry> found, int[] more) {
    found.sort(Entry.BEST_FIRST);
    return IntStream.concat(
            found.stream().limit(TRANSLATIONS).mapToInt(Entry::target), Arrays.stream(more))
        .distinct()
        .sorted()
        .toArray();
  }

  /** What is written the same in both languages, as names are. */
  private static int[] same(int id, Vocabulary source, Vocabulary target) {
    int there = target.id(source.token(id));
    return id <= Subwords.END || there == Vocabulary.UNK ? new int[0] : new int[] {there};
  }

  private static int[] frequent(List<EncodedPair> pairs, int targets) {
    long[] counts = new long[targets];
    pairs.forEach(pair -> Arrays.stream(pair.target()).forEach(id -> counts[id]++));
    IntStream most =
        IntStream.range(0, targets)
            .filter(id -> counts[id] > 0)
            .boxed()
            .sorted(Comparator.comparingLong((Integer id) -> -counts[id]))
            .limit(FREQUENT)
            .mapToInt(Integer::intValue);
    return IntStream.concat(most, IntStream.of(Vocabulary.UNK, Subwords.END))
        .distinct()
        .sorted()
        .toArray();
  }

  /**
   * What may stand in the translation of a sentence, ascending.
   *
   * @param source ids of the sentence
   * @param due what must be among them, besides
   */
  public int[] words(int[] source, List<Integer> due) {
    BitSet words = new BitSet();
    Arrays.stream(always).forEach(words::set);
    for (int id : source) {
      Arrays.stream(translations[id]).forEach(words::set);
    }
    due.forEach(words::set);
    return words.stream().toArray();
  }

  /** As text: a line of what may stand anywhere, and one for each sub-word of the source. */
  public String text() {
    return Stream.concat(Stream.of(always), Stream.of(translations))
        .map(ids -> line(ids) + "\n")
        .collect(Collectors.joining());
  }

  private static String line(int[] ids) {
    return Arrays.stream(ids).mapToObj(String::valueOf).collect(Collectors.joining(" "));
  }

  /**
   * What {@link #text} wrote.
   *
   * @param origin what to name in a complaint
   * @param sources sub-words of the source
   * @param targets sub-words of translations
   * @throws BadInputException for anything else
   */
  public static Lexicon of(String text, String origin, int sources, int targets) {
    String[] lines = text.split("\n", -1);
    if (lines.length != sources + 2 || !lines[sources + 1].isEmpty()) {
      throw BadInputException.of(
          origin, lines.length - 1 + " lines", sources + 1 + ", each with its end");
    }
    int[][] rows = new int[sources + 1][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = ids(lines[i], origin, i + 1, targets);
    }
    if (Arrays.binarySearch(rows[0], Subwords.END) < 0) {
      throw BadInputException.of(origin, "the end of a sentence in its first line");
    }
    return new Lexicon(rows[0], Arrays.copyOfRange(rows, 1, rows.length));
  }

  private static int[] ids(String line, String origin, int number, int targets) {
    if (line.isEmpty()) {
      return new int[0];
    }
    int last = Vocabulary.PAD;
    String[] parts = line.split(" ", -1);
    int[] ids = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      ids[i] = NUMBER.matcher(parts[i]).matches() ? Integer.parseInt(parts[i]) : -1;
      if (ids[i] <= last || ids[i] >= targets) {
        throw BadInputException.at(
            origin, number, parts[i], "ascending ids of sub-words below " + targets);
      }
      last = ids[i];
    }
    return ids;
  }
}
