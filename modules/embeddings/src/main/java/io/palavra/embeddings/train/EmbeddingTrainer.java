package io.palavra.embeddings.train;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.text.WordSource;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Trains word vectors: counts the words, writes the text down as numbers, and goes through it epoch
 * after epoch (Mikolov et al. 2013, "Distributed Representations of Words and Phrases and their
 * Compositionality"; Bojanowski et al. 2017, "Enriching Word Vectors with Subword Information").
 */
public final class EmbeddingTrainer {
  private EmbeddingTrainer() {}

  /** As {@link #train(WordSource, EmbeddingOptions, Path, Consumer)}, silently. */
  public static WordVectors train(WordSource source, EmbeddingOptions options) {
    return train(source, options, Path.of(System.getProperty("java.io.tmpdir")), progress -> {});
  }

  /**
   * Trains.
   *
   * @param folder for a temporary file of four bytes a word
   * @param progress is told now and then
   * @throws io.palavra.pipeline.BadInputException when no word is frequent enough, when the tables
   *     would be larger than an array can be, or when the learning rate is so high that the weights
   *     run off
   */
  public static WordVectors train(
      WordSource source, EmbeddingOptions options, Path folder, Consumer<Progress> progress) {
    try (EmbeddingTraining training = EmbeddingTraining.of(source, options, folder)) {
      training.run(() -> false, progress);
      return training.vectors();
    }
  }
}
