package io.palavra.training.classification;

import io.palavra.pipeline.batch.Batch;
import io.palavra.pipeline.batch.Batcher;
import io.palavra.pipeline.batch.Prefetch;
import io.palavra.pipeline.tensor.ClassificationTensors;
import io.palavra.training.loop.BatchSource;
import io.palavra.training.loop.Cards;
import io.palavra.training.loop.TrainingBatch;
import java.util.Arrays;

/** Labelled texts as the loop wants them, read one batch ahead of the network. */
final class TextBatches implements BatchSource {
  private static final int AHEAD = 4;

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
    return new TrainingBatch(tensors.of(twoSteps(batch)), batch.size(), batch.tokens());
  }

  /** Deeplearning4j takes a mask of one row and one step for no vector at all. */
  private static Batch twoSteps(Batch batch) {
    if (batch.time() > 1) {
      return batch;
    }
    int[][] ids =
        Arrays.stream(batch.ids()).map(row -> Arrays.copyOf(row, 2)).toArray(int[][]::new);
    return new Batch(ids, batch.lengths(), batch.labels());
  }
}
