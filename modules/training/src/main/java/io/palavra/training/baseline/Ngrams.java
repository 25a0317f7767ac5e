package io.palavra.training.baseline;

import io.palavra.pipeline.hash.SplitMix64;
import io.palavra.pipeline.token.Token;
import java.util.Arrays;
import java.util.List;

/**
 * Tokens and n-grams as 64-bit hashes, so that no string need be kept. Among the few million
 * n-grams of a corpus two share a hash with a probability of about one in a million.
 */
final class Ngrams {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private Ngrams() {}

  /** The hashes of the first tokens of a text. */
  static long[] hashes(List<Token> tokens, int most) {
    long[] hashes = new long[Math.min(most, tokens.size())];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = hash(tokens.get(i).text());
    }
    return hashes;
  }

  /** Every n-gram of one to {@code longest} tokens, sorted, as often as it stands there. */
  static long[] sorted(long[] tokens, int longest) {
    int count = 0;
    for (int n = 1; n <= longest; n++) {
      count += Math.max(0, tokens.length - n + 1);
    }
    long[] ngrams = new long[count];
    int next = 0;
    for (int start = 0; start < tokens.length; start++) {
      long ngram = 0;
      for (int n = 0; n < longest && start + n < tokens.length; n++) {
        ngram = SplitMix64.mix(ngram * GOLDEN + tokens[start + n]);
        ngrams[next++] = ngram;
      }
    }
    Arrays.sort(ngrams);
    return ngrams;
  }

  /** A number that looks random, the same for the same two. */
  static long priority(long seed, long index) {
    return SplitMix64.mix(SplitMix64.at(seed, 0) + index * GOLDEN);
  }

  /** FNV-1a over UTF-16 units, mixed. */
  private static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return SplitMix64.mix(hash);
  }
}
