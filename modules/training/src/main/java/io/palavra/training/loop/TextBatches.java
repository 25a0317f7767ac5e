package io.palavra.training.loop;

import io.palavra.pipeline.batch.Batch;
import io.palavra.pipeline.batch.Batcher;
import io.palavra.pipeline.batch.Prefetch;
import java.util.function.Function;

/** Texts as the loop wants them, read some batches ahead of the network. */
public final class TextBatches implements BatchSource {
  private static final int AHEAD = 4;

  /** Deeplearning4j takes a mask of one row and one step for no vector at all. */
  private static final int FEWEST_STEPS = 2;

  private final Batcher batcher;
  private final Function<Batch, TrainingBatch> tensors;

  /**
   * @param tensors makes the arrays of a batch of two steps or more
   */
  public TextBatches(Batcher batcher, Function<Batch, TrainingBatch> tensors) {
    this.batcher = batcher;
    this.tensors = tensors;
  }

  /** The same texts with as many steps as Deeplearning4j wants. */
  public static Batch wideEnough(Batch batch) {
    return batch.atLeast(FEWEST_STEPS);
  }

  @Override
  public BatchStream open(int epoch, long skip) {
    return BatchStream.of(
        Prefetch.start(
            () -> batcher.open(epoch, skip),
            Cards.here(batch -> tensors.apply(wideEnough(batch))),
            AHEAD,
            "batches"));
  }

  @Override
  public long batchesPerEpoch() {
    return batcher.batches();
  }
}
