package io.palavra.training.language;

import io.palavra.pipeline.batch.Batch;
import io.palavra.pipeline.batch.Batcher;
import io.palavra.pipeline.batch.Prefetch;
import io.palavra.training.loop.BatchSource;
import io.palavra.training.loop.Cards;
import io.palavra.training.loop.TrainingBatch;

/** Texts without their classes, as the loop wants them for a language model. */
public final class LanguageBatches implements BatchSource {
  private static final int AHEAD = 4;

  /** Deeplearning4j takes a mask of one row and one step for no vector at all. */
  private static final int FEWEST_STEPS = 2;

  private final Batcher batcher;
  private final LanguageTensors tensors;

  /**
   * @param bothWays whether each word is to be told from those behind it, too
   */
  public LanguageBatches(Batcher batcher, boolean bothWays) {
    this.batcher = batcher;
    this.tensors = new LanguageTensors(bothWays);
  }

  @Override
  public BatchStream open(int epoch, long skip) {
    return BatchStream.of(
        Prefetch.start(
            () -> batcher.open(epoch, skip), Cards.here(this::tensors), AHEAD, "batches"));
  }

  @Override
  public long batchesPerEpoch() {
    return batcher.batches();
  }

  private TrainingBatch tensors(Batch batch) {
    return of(batch, tensors);
  }

  /** A batch of texts of a word each has nothing to tell, and no loss. */
  static TrainingBatch of(Batch batch, LanguageTensors tensors) {
    return new TrainingBatch(
        tensors.of(batch.atLeast(FEWEST_STEPS)),
        batch.size(),
        batch.tokens(),
        Math.max(1, tensors.due(batch)));
  }
}
