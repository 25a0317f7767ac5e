package io.palavra.training.classification;

import io.palavra.pipeline.batch.Batch;
import io.palavra.pipeline.batch.Batcher;
import io.palavra.pipeline.batch.Prefetch;
import io.palavra.pipeline.tensor.ClassificationTensors;
import io.palavra.training.loop.BatchSource;
import io.palavra.training.loop.Cards;
import io.palavra.training.loop.TrainingBatch;

/** Labelled texts as the loop wants them, read one batch ahead of the network. */
final class TextBatches implements BatchSource {
  private static final int AHEAD = 4;

  /** Deeplearning4j takes a mask of one row and one step for no vector at all. */
  private static final int FEWEST_STEPS = 2;

  private final Batcher batcher;
  private final ClassificationTensors tensors;

  TextBatches(Batcher batcher, ClassificationTensors tensors) {
    this.batcher = batcher;
    this.tensors = tensors;
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
    return new TrainingBatch(tensors.of(batch.atLeast(FEWEST_STEPS)), batch.size(), batch.tokens());
  }
}
