package io.palavra.training.loop;

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
