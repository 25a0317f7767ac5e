package io.palavra.pipeline.subword;

import io.palavra.pipeline.BadInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pieces of words with the logarithms of their probabilities (Kudo 2018): a word is cut where the
 * product of its pieces' probabilities is greatest. Immutable.
 */
public final class UnigramPieces {
  private static final String HEADER = "unigram-pieces 1";

  /** How much less probable than the rarest piece a character is that was never seen. */
  private static final double UNKNOWN = 10;

  /** The chars of a character outside the basic plane, which may be one that was never seen. */
  private static final int WIDEST = 2;

  private final Map<String, Double> logs;
  private final int longest;
  private final double unknown;

  /** These pieces. */
  public UnigramPieces(Map<String, Double> logs) {
    this.logs = Collections.unmodifiableMap(new HashMap<>(logs));
    this.longest = logs.keySet().stream().mapToInt(String::length).reduce(WIDEST, Math::max);
    this.unknown = logs.values().stream().mapToDouble(x -> x).min().orElse(0) - UNKNOWN;
  }

  /** How many there are. */
  public int size() {
    return logs.size();
  }

  /** All of them. */
  public Map<String, Double> logs() {
    return logs;
  }

  /** No piece and no character of a word has more chars. */
  int longest() {
    return longest;
  }

  /** The log-probability of a stretch of a word; minus infinity where it is no piece. */
  double log(String word, int from, int to) {
    Double log = logs.get(word.substring(from, to));
    if (log != null) {
      return log;
    }
    boolean character = to - from == Character.charCount(word.codePointAt(from));
    return character ? unknown : Double.NEGATIVE_INFINITY;
  }

  /** A line that says what it is, then piece, space and logarithm, a line each, in order. */
  public String written() {
    StringBuilder out = new StringBuilder(HEADER).append('\n');
    new TreeMap<>(logs)
        .forEach((piece, log) -> out.append(piece).append(' ').append(log).append('\n'));
    return out.toString();
  }

  /**
   * The pieces of {@link #written()}.
   *
   * @param source what to name in a complaint
   * @throws BadInputException for another first line, and for a line that is not a piece, a space
   *     and a number of 0 or less, naming it
   */
  public static UnigramPieces parse(String written, String source) {
    List<String> lines = new ArrayList<>(List.of(written.split("\n", -1)));
    if (!lines.get(0).equals(HEADER)) {
      throw BadInputException.at(source, 1, lines.get(0), HEADER);
    }
    Map<String, Double> logs = new HashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isEmpty() && i == lines.size() - 1) {
        break;
      }
      int space = line.indexOf(' ');
      double log = space <= 0 ? Double.NaN : number(line.substring(space + 1));
      if (!(log <= 0 && log > Double.NEGATIVE_INFINITY)
          || logs.put(line.substring(0, space), log) != null) {
        throw BadInputException.at(
            source, i + 1, line, "a piece that stands once, a space and a logarithm");
      }
    }
    return new UnigramPieces(logs);
  }

  private static double number(String text) {
    try {
      return text.length() > 40 ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnigramPieces that && logs.equals(that.logs);
  }

  @Override
  public int hashCode() {
    return logs.hashCode();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d unigram pieces", size());
  }
}
