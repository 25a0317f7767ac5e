package io.palavra.benchmarks.embeddings;

import io.palavra.embeddings.train.EmbeddingOptions;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.deeplearning4j.models.paragraphvectors.ParagraphVectors;
import org.deeplearning4j.models.word2vec.Word2Vec;
import org.deeplearning4j.text.sentenceiterator.BasicLineIterator;
import org.deeplearning4j.text.tokenization.tokenizerfactory.DefaultTokenizerFactory;

/**
 * Deeplearning4j's own word vectors. Its CBOW does not run in 1.0.0-M2.1 ("context must have rank
 * 0/1 or 2"), and that release has no GloVe.
 */
final class StockWordVectors {

  private StockWordVectors() {}

  /** Skip-gram with negative sampling. */
  static void skipGram(Path text, EmbeddingOptions options) {
    reading(text, lines -> given(new Word2Vec.Builder(), lines, options).build().fit());
  }

  /** Paragraph vectors, PV-DBOW with its words, a line a paragraph. */
  static void paragraphs(Path text, EmbeddingOptions options) {
    reading(
        text,
        lines ->
            given(new ParagraphVectors.Builder().trainWordVectors(false), lines, options)
                .build()
                .fit());
  }

  private static Word2Vec.Builder given(
      Word2Vec.Builder builder, BasicLineIterator lines, EmbeddingOptions options) {
    return builder
        .iterate(lines)
        .tokenizerFactory(new DefaultTokenizerFactory())
        .layerSize(options.dimensions())
        .windowSize(options.window())
        .negativeSample(options.negatives())
        .useHierarchicSoftmax(false)
        .sampling(options.subsample())
        .minWordFrequency(options.minCount())
        .epochs(options.epochs())
        .iterations(1)
        .learningRate(options.learningRate())
        .workers(options.threads())
        .seed(options.seed());
  }

  private interface Training {
    void run(BasicLineIterator lines);
  }

  private static void reading(Path text, Training training) {
    try (InputStream in = new FileInputStream(text.toFile())) {
      training.run(new BasicLineIterator(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
