package io.palavra.translator.data;

import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.subword.SubwordTokenizer;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.pipeline.vocabulary.VocabularyBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * How both languages become ids: a tokeniser and a vocabulary of each, the same ones where they are
 * joint. The first ids are padding, unknown, {@link #BEGIN} and {@link #END}.
 */
public record Subwords(
    SubwordTokenizer sourceTokenizer,
    Vocabulary source,
    SubwordTokenizer targetTokenizer,
    Vocabulary target) {
  /** Starts every translation. */
  public static final int BEGIN = 2;

  /** Ends every sentence of both sides. */
  public static final int END = 3;

  /** How they are written. */
  public static final String BEGIN_TOKEN = "<s>";

  /** How it is written. */
  public static final String END_TOKEN = "</s>";

  private static final int NO_LIMIT = Integer.MAX_VALUE;

  /** Learns them from the pairs. */
  public static Subwords learn(List<ParallelText> pairs, SubwordOptions options) {
    SubwordTokenizer source =
        options.joint()
            ? learned(pairs, options, List.of(ParallelText::source, ParallelText::target))
            : learned(pairs, options, List.of(ParallelText::source));
    SubwordTokenizer target =
        options.joint() ? source : learned(pairs, options, List.of(ParallelText::target));
    VocabularyBuilder sources = builder(options);
    VocabularyBuilder targets = options.joint() ? sources : builder(options);
    for (ParallelText pair : pairs) {
      source.tokens(pair.source()).forEach(token -> sources.add(token.text()));
      target.tokens(pair.target()).forEach(token -> targets.add(token.text()));
    }
    Vocabulary first = sources.build();
    return new Subwords(source, first, target, options.joint() ? first : targets.build());
  }

  /** Ids of a sentence to translate, {@link #END} last. */
  public int[] source(String text) {
    return ids(sourceTokenizer.tokens(text), source);
  }

  /** Ids of a translation, {@link #END} last. */
  public int[] target(String text) {
    return ids(targetTokenizer.tokens(text), target);
  }

  /** {@link #source(String)} with merges left out by chance. */
  public int[] source(String text, double dropout, RandomGenerator random) {
    return ids(sourceTokenizer.sample(text, dropout, random), source);
  }

  /** {@link #target(String)} with merges left out by chance. */
  public int[] target(String text, double dropout, RandomGenerator random) {
    return ids(targetTokenizer.sample(text, dropout, random), target);
  }

  /** The text of a translation's ids. */
  public String text(List<Integer> ids) {
    return targetTokenizer.detokenize(ids.stream().map(target::token).toList());
  }

  /**
   * The text of a translation's ids, with words of the source where an id is unknown.
   *
   * @param places for each id the token of the source that was looked at
   */
  public String text(List<Integer> ids, List<Integer> places, String original) {
    List<Token> words = sourceTokenizer.tokens(original);
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      boolean copies =
          ids.get(i) == Vocabulary.UNK && i < places.size() && places.get(i) < words.size();
      tokens.add(copies ? words.get(places.get(i)).text() : target.token(ids.get(i)));
    }
    return targetTokenizer.detokenize(tokens);
  }

  private static SubwordTokenizer learned(
      List<ParallelText> pairs,
      SubwordOptions options,
      List<Function<ParallelText, String>> sides) {
    return options.segmentation().learn(pairs, sides, options.lowerCase(), options.merges());
  }

  private static VocabularyBuilder builder(SubwordOptions options) {
    return new VocabularyBuilder(options.minCount(), NO_LIMIT)
        .special(BEGIN_TOKEN)
        .special(END_TOKEN);
  }

  private static int[] ids(List<Token> tokens, Vocabulary vocabulary) {
    int[] ids = new int[tokens.size() + 1];
    for (int i = 0; i < tokens.size(); i++) {
      ids[i] = vocabulary.id(tokens.get(i).text());
    }
    ids[tokens.size()] = END;
    return ids;
  }
}
