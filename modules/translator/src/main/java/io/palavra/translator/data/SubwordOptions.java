package io.palavra.translator.data;

import static io.palavra.pipeline.option.OptionRange.share;
import static io.palavra.pipeline.option.OptionRange.within;

import io.palavra.pipeline.option.Option;

/**
 * From sentences to ids.
 *
 * @param merges byte-pair merges that are learned, of each language where not {@code joint}
 * @param joint whether both languages share merges and vocabulary
 * @param lowerCase whether both sides are lower-cased
 * @param minCount rarer sub-words are unknown
 * @param maxTokens longest sentence learned from, in sub-words; pairs with a longer side are left
 *     out
 * @param batchTokens target sub-words a step, padding included; 0 to have {@code batchSize} pairs a
 *     step instead
 * @param bpeDropout probability with which a merge is left out in training (Provilkov et al. 2020);
 *     with unigrams the probability that a word is cut by chance (Kudo 2018)
 * @param segmentation how words are cut; with unigrams {@code merges} is the number of pieces
 * @param trueCase whether the first word of a sentence is written as it mostly is inside sentences,
 *     and translations begin with a capital again; means nothing where all is lower-cased
 */
public record SubwordOptions(
    @Option("byte-pair merges learned from the training text") int merges,
    @Option("whether both languages share merges and vocabulary") boolean joint,
    @Option("whether both sides are lower-cased") boolean lowerCase,
    @Option("rarer sub-words are unknown") int minCount,
    @Option("longest sentence learned from, in sub-words") int maxTokens,
    @Option("target sub-words a step; 0: batchSize pairs a step") int batchTokens,
    @Option("probability that a merge is left out in training") double bpeDropout,
    @Option("how words are cut") Segmentation segmentation,
    @Option("whether a sentence's first word is cased as inside sentences") boolean trueCase) {

  /** Byte pairs. */
  public SubwordOptions(
      int merges,
      boolean joint,
      boolean lowerCase,
      int minCount,
      int maxTokens,
      int batchTokens,
      double bpeDropout) {
    this(
        merges,
        joint,
        lowerCase,
        minCount,
        maxTokens,
        batchTokens,
        bpeDropout,
        Segmentation.BYTE_PAIRS,
        false);
  }

  /** Checks every value. */
  public SubwordOptions {
    within("merges", merges, 0, 1_000_000);
    within("minCount", minCount, 1, 1_000_000);
    within("maxTokens", maxTokens, 1, 10_000);
    within("batchTokens", batchTokens, 0, 1_000_000);
    share("bpeDropout", bpeDropout);
  }

  /** 6,000 joint merges in true case, sentences of up to 100 sub-words, 1,000 of them a step. */
  public static SubwordOptions defaults() {
    return new SubwordOptions(6000, true, false, 2, 100, 1000, 0, Segmentation.BYTE_PAIRS, true);
  }

  /** Whether words are written as they mostly stand inside sentences. */
  public boolean cases() {
    return trueCase && !lowerCase;
  }

  /** The same with one cut of every text, and no text left out for its length. */
  public SubwordOptions forScoring() {
    return new SubwordOptions(
        merges, joint, lowerCase, minCount, 10_000, batchTokens, 0, segmentation, trueCase);
  }
}
