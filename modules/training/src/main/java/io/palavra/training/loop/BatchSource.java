package io.palavra.training.loop;

import io.palavra.pipeline.batch.Prefetch;
import java.util.Iterator;

/**
 * The training data, epoch by epoch. The same epoch number always gives the same batches in the
 * same order, which is what makes a resumed run equal an uninterrupted one.
 */
public interface BatchSource {

  /** One pass; to be closed. */
  interface BatchStream extends Iterator<TrainingBatch>, AutoCloseable {
    @Override
    void close();

    /** What a thread reads ahead; closed with it. */
    static BatchStream of(Prefetch<TrainingBatch> ahead) {
      return new BatchStream() {
        @Override
        public boolean hasNext() {
          return ahead.hasNext();
        }

        @Override
        public TrainingBatch next() {
          return ahead.next();
        }

        @Override
        public void close() {
          ahead.close();
        }
      };
    }
  }

  /**
   * Starts an epoch behind the batches that a former run has learned from.
   *
   * @param epoch from 0
   * @param skip batches to leave out, which costs no tensors
   */
  BatchStream open(int epoch, long skip);

  /** Batches in an epoch. */
  long batchesPerEpoch();
}
