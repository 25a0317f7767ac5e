package io.palavra.translator.data;

import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.subword.SubwordTokenizer;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.pipeline.vocabulary.VocabularyBuilder;
import java.util.ArrayList;
import java.util.Arrays;
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
    Vocabulary target,
    TrueCase sourceCase,
    TrueCase targetCase) {
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
  public static Subwords learn(List<ParallelText> all, SubwordOptions options) {
    TrueCase sourceCase = cased(all, ParallelText::source, options);
    TrueCase targetCase = cased(all, ParallelText::target, options);
    List<ParallelText> pairs =
        options.cases()
            ? all.stream()
                .map(p -> new ParallelText(sourceCase.of(p.source()), targetCase.of(p.target())))
                .toList()
            : all;
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
    Vocabulary second = options.joint() ? first : targets.build();
    return new Subwords(source, first, target, second, sourceCase, targetCase);
  }

  private static TrueCase cased(
      List<ParallelText> pairs, Function<ParallelText, String> side, SubwordOptions options) {
    return options.cases() ? TrueCase.learn(pairs.stream().map(side)) : TrueCase.NONE;
  }

  /** The sub-words of a sentence to translate. */
  public List<Token> sourceTokens(String text) {
    return sourceTokenizer.tokens(sourceCase.of(text));
  }

  /** The sub-words of a translation. */
  public List<Token> targetTokens(String text) {
    return targetTokenizer.tokens(targetCase.of(text));
  }

  /** Ids of a sentence to translate, {@link #END} last. */
  public int[] source(String text) {
    return ids(sourceTokens(text), source);
  }

  /** Ids of a translation, {@link #END} last. */
  public int[] target(String text) {
    return ids(targetTokens(text), target);
  }

  /** Ids of words that stand somewhere in a translation, in the case that they are given in. */
  public int[] inside(String words) {
    int[] ids = ids(targetTokenizer.tokens(words), target);
    return Arrays.copyOf(ids, ids.length - 1);
  }

  /** Whether an id of a translation continues the word before it. */
  public boolean joins(int id) {
    int first = target.token(id).codePointAt(0);
    int type = Character.getType(first);
    return Character.isLetterOrDigit(first)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /** {@link #source(String)} with merges left out by chance. */
  public int[] source(String text, double dropout, RandomGenerator random) {
    return ids(sourceTokenizer.sample(sourceCase.of(text), dropout, random), source);
  }

  /** {@link #target(String)} with merges left out by chance. */
  public int[] target(String text, double dropout, RandomGenerator random) {
    return ids(targetTokenizer.sample(targetCase.of(text), dropout, random), target);
  }

  /** The text of a translation's ids. */
  public String text(List<Integer> ids) {
    return targetCase.back(targetTokenizer.detokenize(ids.stream().map(target::token).toList()));
  }

  /**
   * The text of a translation's ids, with words of the source where an id is unknown.
   *
   * @param places for each id the token of the source that was looked at; where that one is known
   *     and its neighbour is not, the neighbour is copied
   */
  public String text(List<Integer> ids, List<Integer> places, String original) {
    List<Token> words = sourceTokens(original);
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      boolean copies =
          ids.get(i) == Vocabulary.UNK && i < places.size() && places.get(i) < words.size();
      tokens.add(copies ? copied(words, places.get(i)) : target.token(ids.get(i)));
    }
    return targetCase.back(targetTokenizer.detokenize(tokens));
  }

  /** A look falls on the sub-word before an unknown one as easily as on itself. */
  private String copied(List<Token> words, int place) {
    for (int near : new int[] {place, place + 1, place - 1}) {
      if (near >= 0 && near < words.size() && source.id(words.get(near).text()) == Vocabulary.UNK) {
        return words.get(near).text();
      }
    }
    return words.get(place).text();
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
