package io.palavra.pipeline.vocabulary;

import io.palavra.pipeline.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Token to id and back; immutable. Ids: {@link #PAD} 0, {@link #UNK} 1, then further special
 * tokens, then words by falling count, equal counts by token (code unit order).
 */
public final class Vocabulary {
  /** Id of padding. */
  public static final int PAD = 0;

  /** Id of every token that is not in the vocabulary. */
  public static final int UNK = 1;

  /** How padding is written. */
  public static final String PAD_TOKEN = "<pad>";

  /** How an unknown token is written. */
  public static final String UNK_TOKEN = "<unk>";

  private final List<String> tokens;
  private final long[] counts;
  private final Map<String, Integer> ids;

  private Vocabulary(List<String> tokens, long[] counts, Map<String, Integer> ids) {
    this.tokens = tokens;
    this.counts = counts;
    this.ids = ids;
  }

  /**
   * A vocabulary from its lists, as a model saves them.
   *
   * @param tokens every token by id, {@link #PAD_TOKEN} and {@link #UNK_TOKEN} first
   * @param counts how often each was seen; 0 for special tokens
   * @param source what to name in a complaint
   * @throws BadInputException when the special tokens are not in their places, a token stands twice
   *     or the lists differ in length
   */
  public static Vocabulary of(List<String> tokens, long[] counts, String source) {
    if (tokens.size() != counts.length) {
      throw BadInputException.of(
          source,
          tokens.size() + " tokens, " + counts.length + " counts",
          "as many counts as tokens");
    }
    if (tokens.size() < 2
        || !tokens.get(PAD).equals(PAD_TOKEN)
        || !tokens.get(UNK).equals(UNK_TOKEN)) {
      throw BadInputException.of(source, PAD_TOKEN + " and " + UNK_TOKEN + " as the first tokens");
    }
    Map<String, Integer> ids = new HashMap<>(tokens.size() * 2);
    for (int id = 0; id < tokens.size(); id++) {
      if (ids.put(tokens.get(id), id) != null) {
        throw BadInputException.at(source, id + 1L, tokens.get(id), "each token once");
      }
    }
    return new Vocabulary(List.copyOf(tokens), counts.clone(), ids);
  }

  /**
   * The same with further tokens behind its own, in their order, counted as never seen.
   *
   * @param more those that are there already are passed over
   * @param most ids that there may be; further tokens than that are left out
   */
  public Vocabulary with(List<String> more, int most) {
    Map<String, Integer> longer = new LinkedHashMap<>();
    for (String token : more) {
      if (tokens.size() + longer.size() >= most) {
        break;
      }
      if (!ids.containsKey(token)) {
        longer.putIfAbsent(token, tokens.size() + longer.size());
      }
    }
    List<String> all = new ArrayList<>(tokens);
    all.addAll(longer.keySet());
    longer.putAll(ids);
    return new Vocabulary(
        List.copyOf(all), Arrays.copyOf(counts, all.size()), new HashMap<>(longer));
  }

  /** How many ids there are, special tokens included. */
  public int size() {
    return tokens.size();
  }

  /** The token's id, or {@link #UNK}. */
  public int id(String token) {
    Integer id = ids.get(token);
    return id == null ? UNK : id;
  }

  /** Whether the token has an id of its own. */
  public boolean contains(String token) {
    return ids.containsKey(token);
  }

  /**
   * @throws IndexOutOfBoundsException for an id below 0 or at or above {@link #size()}
   */
  public String token(int id) {
    return tokens.get(id);
  }

  /** How often the token of this id was seen while the vocabulary was built. */
  public long count(int id) {
    return counts[id];
  }

  /** All tokens by id. */
  public List<String> tokens() {
    return tokens;
  }

  /** The tokens of a row of ids. */
  public List<String> decode(int[] row) {
    List<String> out = new ArrayList<>(row.length);
    for (int id : row) {
      out.add(token(id));
    }
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && tokens.equals(that.tokens);
  }

  @Override
  public int hashCode() {
    return tokens.hashCode();
  }

  @Override
  public String toString() {
    return "vocabulary of " + size() + " tokens";
  }
}
