package io.palavra.pipeline.subword;

import io.palavra.pipeline.BadInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What byte-pair encoding has learned: pairs of symbols in the order in which they are joined
 * (Sennrich, Haddow and Birch 2016). Immutable.
 */
public final class BytePairMerges {
  private static final String HEADER = "byte-pair-merges 1";

  private final List<Pair> pairs;
  private final Map<Pair, Integer> ranks;

  /**
   * Two neighbours that become one.
   *
   * @param left the first, not empty
   * @param right the second, not empty
   */
  public record Pair(String left, String right) {

    /** Both as one symbol. */
    public String joined() {
      return left + right;
    }
  }

  /** These pairs, the first joined first. */
  public BytePairMerges(List<Pair> pairs) {
    this.pairs = List.copyOf(pairs);
    this.ranks = new HashMap<>(2 * pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      ranks.putIfAbsent(pairs.get(i), i);
    }
  }

  /** How many there are. */
  public int size() {
    return pairs.size();
  }

  /** All of them in order. */
  public List<Pair> pairs() {
    return pairs;
  }

  /** Place of a pair in the order, or -1. */
  int rank(String left, String right) {
    return ranks.getOrDefault(new Pair(left, right), -1);
  }

  /** A line that says what it is, then one pair a line, its symbols separated by a space. */
  public String written() {
    StringBuilder out = new StringBuilder(HEADER).append('\n');
    for (Pair pair : pairs) {
      out.append(pair.left).append(' ').append(pair.right).append('\n');
    }
    return out.toString();
  }

  /**
   * The pairs of {@link #written()}.
   *
   * @param source what to name in a complaint
   * @throws BadInputException for another first line, for a line that is not two symbols and one
   *     space, naming it, and for a pair that stands twice
   */
  public static BytePairMerges parse(String written, String source) {
    List<Pair> pairs = new ArrayList<>();
    Map<Pair, Integer> seen = new HashMap<>();
    if (!written.startsWith(HEADER + "\n")) {
      int end = written.indexOf('\n');
      throw BadInputException.at(
          source, 1, written.substring(0, end < 0 ? written.length() : end), HEADER);
    }
    int line = 1;
    for (int at = HEADER.length() + 1; at < written.length(); ) {
      int end = written.indexOf('\n', at);
      end = end < 0 ? written.length() : end;
      String text = written.substring(at, end);
      line++;
      int space = text.indexOf(' ');
      if (space <= 0 || space == text.length() - 1 || text.indexOf(' ', space + 1) >= 0) {
        throw BadInputException.at(source, line, text, "two symbols and a space between them");
      }
      Pair pair = new Pair(text.substring(0, space), text.substring(space + 1));
      if (seen.put(pair, line) != null) {
        throw BadInputException.at(source, line, text, "each pair once");
      }
      pairs.add(pair);
      at = end + 1;
    }
    return new BytePairMerges(pairs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BytePairMerges that && pairs.equals(that.pairs);
  }

  @Override
  public int hashCode() {
    return pairs.hashCode();
  }

  @Override
  public String toString() {
    return size() + " byte-pair merges";
  }
}
