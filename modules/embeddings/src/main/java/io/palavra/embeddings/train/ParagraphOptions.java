package io.palavra.embeddings.train;

import io.palavra.pipeline.option.OptionRange;
import java.util.Objects;

/**
 * How vectors of paragraphs are trained.
 *
 * @param model PV-DM or PV-DBOW
 * @param words dimensions, window, negatives, sub-sampling, counts, epochs, rate, threads and seed;
 *     the architecture, the loss and the n-grams are not used: negatives are sampled and words are
 *     whole
 * @param inferenceEpochs passes over a new text
 */
public record ParagraphOptions(ParagraphModel model, EmbeddingOptions words, int inferenceEpochs) {

  /** Checks that all are there. */
  public ParagraphOptions {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(words, "words");
    OptionRange.within("inferenceEpochs", inferenceEpochs, 1, 1_000_000);
  }

  /** PV-DBOW of 100 dimensions, 10 epochs. */
  public static ParagraphOptions defaults() {
    return new ParagraphOptions(
        ParagraphModel.DISTRIBUTED_BAG,
        EmbeddingOptions.defaults().with(draft -> draft.epochs = 10),
        20);
  }
}
