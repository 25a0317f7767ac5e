package io.palavra.cnn.dna;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.TokenizerFactory;
import io.palavra.pipeline.token.TokenizerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * DNA to bases, or to every stretch of k bases. White space between bases is skipped; {@code n}
 * stands for a base that is not known, and a stretch with it is written as {@code n}s, which no
 * vocabulary has.
 */
public final class Kmers implements Tokenizer {
  /** The tokeniser of single bases. */
  public static final String BASES = "bases";

  private static final String ALPHABET = "acgt";
  private static final char UNKNOWN = 'n';

  private final String name;
  private final int length;

  private Kmers(String name, int length) {
    this.name = name;
    this.length = length;
  }

  /**
   * How many different stretches a tokeniser of this name gives; 0 where it is none of DNA.
   *
   * @param tokenizer a tokeniser's name
   */
  public static int kinds(String tokenizer) {
    int length =
        tokenizer.equals(BASES)
            ? 1
            : tokenizer.matches("[2-6]-mers") ? tokenizer.charAt(0) - '0' : 0;
    return length == 0 ? 0 : 1 << 2 * length;
  }

  @Override
  public TokenizerSpec spec() {
    return new TokenizerSpec(name, Factory.options());
  }

  @Override
  public void check(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = Character.toLowerCase(text.charAt(i));
      if (!Character.isWhitespace(letter) && ALPHABET.indexOf(letter) < 0 && letter != UNKNOWN) {
        throw BadInputException.of(
            String.format(Locale.ROOT, "place %d of \"%s\"", i + 1, excerpt(text, i)),
            text.substring(i, text.offsetByCodePoints(i, 1)),
            "a base of DNA: a, c, g, t, or n for one that is not known");
      }
    }
  }

  @Override
  public List<Token> tokens(String text) {
    check(text);
    List<Integer> places = new ArrayList<>(text.length());
    StringBuilder bases = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = Character.toLowerCase(text.charAt(i));
      if (!Character.isWhitespace(letter)) {
        bases.append(letter);
        places.add(i);
      }
    }
    List<Token> tokens = new ArrayList<>(bases.length());
    for (int i = 0; i + length <= bases.length(); i++) {
      String stretch = bases.substring(i, i + length);
      if (stretch.indexOf(UNKNOWN) >= 0) {
        stretch = String.valueOf(UNKNOWN).repeat(length);
      }
      tokens.add(new Token(stretch, places.get(i), places.get(i + length - 1) + 1));
    }
    return tokens;
  }

  @Override
  public boolean knows(String token) {
    return token.indexOf(UNKNOWN) < 0;
  }

  private static String excerpt(String text, int around) {
    int from = Math.max(0, around - 10);
    int to = Math.min(text.length(), around + 10);
    return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
  }

  @Override
  public String detokenize(List<String> tokens) {
    if (tokens.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(tokens.get(0));
    for (String token : tokens.subList(1, tokens.size())) {
      text.append(token.charAt(token.length() - 1));
    }
    return text.toString();
  }

  /** Finds the tokenisers by name. */
  abstract static class Factory implements TokenizerFactory {
    private final String name;
    private final int length;

    Factory(String name, int length) {
      this.name = name;
      this.length = length;
    }

    /** What every tokeniser of texts is told; bases are the same in both cases. */
    private static SortedMap<String, String> options() {
      return new TreeMap<>(Map.of("lowerCase", "true", "foldAccents", "false"));
    }

    @Override
    public final String name() {
      return name;
    }

    @Override
    public final SortedMap<String, String> defaults() {
      return options();
    }

    @Override
    public final Tokenizer create(Map<String, String> options) {
      return new Kmers(name, length);
    }
  }

  /** Single bases. */
  public static final class OfOne extends Factory {
    /** As the {@link java.util.ServiceLoader} makes it. */
    public OfOne() {
      super(BASES, 1);
    }
  }

  /** Pairs. */
  public static final class OfTwo extends Factory {
    /** As the {@link java.util.ServiceLoader} makes it. */
    public OfTwo() {
      super("2-mers", 2);
    }
  }

  /** Triples. */
  public static final class OfThree extends Factory {
    /** As the {@link java.util.ServiceLoader} makes it. */
    public OfThree() {
      super("3-mers", 3);
    }
  }

  /** Four bases. */
  public static final class OfFour extends Factory {
    /** As the {@link java.util.ServiceLoader} makes it. */
    public OfFour() {
      super("4-mers", 4);
    }
  }

  /** Five bases. */
  public static final class OfFive extends Factory {
    /** As the {@link java.util.ServiceLoader} makes it. */
    public OfFive() {
      super("5-mers", 5);
    }
  }

  /** Six bases. */
  public static final class OfSix extends Factory {
    /** As the {@link java.util.ServiceLoader} makes it. */
    public OfSix() {
      super("6-mers", 6);
    }
  }
}
