package io.palavra.search.network;

import io.palavra.training.loop.BatchSource;
import io.palavra.training.loop.TrainingBatch;
import java.util.function.IntFunction;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Deeplearning4j's iterators as training data; tokens are rows. */
public final class IteratorBatches implements BatchSource {
  private final IntFunction<DataSetIterator> epochs;
  private final long batches;

  /**
   * @param epochs an iterator of its own for each epoch, from 0; the same number has to give the
   *     same batches, and each as many
   */
  public IteratorBatches(IntFunction<DataSetIterator> epochs) {
    this.epochs = epochs;
    DataSetIterator first = epochs.apply(0);
    long count = 0;
    while (first.hasNext()) {
      first.next();
      count++;
    }
    this.batches = count;
  }

  @Override
  public BatchStream open(int epoch, long skip) {
    DataSetIterator iterator = epochs.apply(epoch);
    for (long i = 0; i < skip && iterator.hasNext(); i++) {
      iterator.next();
    }
    return new BatchStream() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public TrainingBatch next() {
        DataSet batch = iterator.next();
        return new TrainingBatch(batch.toMultiDataSet(), batch.numExamples(), batch.numExamples());
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public long batchesPerEpoch() {
    return batches;
  }
}
