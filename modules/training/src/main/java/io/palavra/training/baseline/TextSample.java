package io.palavra.training.baseline;

import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.vocabulary.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * As many texts of a corpus as fit a bound, drawn at random in one pass: each text has a random
 * number, and only those below a threshold are tokenised and kept; whenever the bound is reached,
 * the threshold is halved and what lies above it is dropped. A corpus within the bound is kept
 * whole.
 *
 * @param texts what was kept, in the corpus's order
 * @param seen texts of the whole corpus
 */
record TextSample(List<Text> texts, long seen) {

  /** A text as token hashes with the index of its class. */
  record Text(long priority, long[] tokens, int label) {}

  /** Whether some texts were left out. */
  boolean partial() {
    return texts.size() < seen;
  }

  static TextSample of(
      Corpus<LabelledText> corpus,
      Labels labels,
      Tokenizer tokenizer,
      LinearOptions options,
      long seed) {
    List<Text> kept = new ArrayList<>();
    long threshold = Long.MAX_VALUE;
    long tokens = 0;
    long seen = 0;
    try (RecordStream<LabelledText> stream = corpus.open()) {
      while (stream.hasNext()) {
        Located<LabelledText> located = stream.next();
        long priority = Ngrams.priority(seed, seen) >>> 1;
        seen++;
        if (priority > threshold) {
          continue;
        }
        Text text = text(located, labels, tokenizer, options, priority);
        kept.add(text);
        tokens += cost(text);
        while (tokens > options.maxTokens() && kept.size() > 1) {
          threshold /= 2;
          long limit = threshold;
          kept.removeIf(other -> other.priority() > limit);
          tokens = kept.stream().mapToLong(TextSample::cost).sum();
        }
      }
    }
    return new TextSample(kept, seen);
  }

  /** Even a text without tokens takes room. */
  private static long cost(Text text) {
    return text.tokens().length + 8L;
  }

  static Text text(
      Located<LabelledText> located,
      Labels labels,
      Tokenizer tokenizer,
      LinearOptions options,
      long priority) {
    LabelledText value = located.value();
    return new Text(
        priority,
        Ngrams.hashes(tokenizer.tokens(value.text()), options.maxTextTokens()),
        labels.index(value.label(), located.place()));
  }
}
