package io.palavra.translator.data;

import io.palavra.training.loop.BatchSource;
import io.palavra.training.loop.TrainingBatch;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Gives the decoder, at some steps, what the network itself foretold in the place of the sub-word
 * before (Bengio et al. 2015). All steps of a batch are foretold at once from the true translation,
 * and some are then mixed into it (Duckworth et al. 2019), so that a step costs one more forward
 * pass. The share rises from 0 in the first epoch to its whole in the eleventh.
 *
 * @param batches with the true translations
 * @param share of the sub-words that are replaced in the end
 * @param seed of the choice
 * @param foretold from features and masks to the most probable sub-words {@code [batch, target
 *     time]}, as the network stands; called on the thread that trains
 */
public record ScheduledSampling(
    BatchSource batches, double share, long seed, Function<MultiDataSet, INDArray> foretold)
    implements BatchSource {
  private static final double EPOCHS = 10;

  @Override
  public BatchStream open(int epoch, long skip) {
    BatchStream stream = batches.open(epoch, skip);
    double now = share * Math.min(1, epoch / EPOCHS);
    return new BatchStream() {
      private long number = skip;

      @Override
      public boolean hasNext() {
        return stream.hasNext();
      }

      @Override
      public TrainingBatch next() {
        TrainingBatch batch = stream.next();
        SplittableRandom random =
            new SplittableRandom((seed * 1_000_003 + epoch) * 1_000_003 + number++);
        return now == 0 ? batch : mixed(batch, now, random);
      }

      @Override
      public void close() {
        stream.close();
      }
    };
  }

  private TrainingBatch mixed(TrainingBatch batch, double now, SplittableRandom random) {
    MultiDataSet data = batch.data();
    INDArray own = foretold.apply(data);
    INDArray given = data.getFeatures(1).dup('c');
    for (int b = 0; b < given.size(0); b++) {
      for (int t = 1; t < given.size(1); t++) {
        if (random.nextDouble() < now && data.getFeaturesMaskArray(1).getDouble(b, t) > 0) {
          given.putScalar(b, t, own.getDouble(b, t - 1));
        }
      }
    }
    MultiDataSet mixed =
        new org.nd4j.linalg.dataset.MultiDataSet(
            new INDArray[] {data.getFeatures(0), given},
            data.getLabels(),
            data.getFeaturesMaskArrays(),
            data.getLabelsMaskArrays());
    return new TrainingBatch(mixed, batch.examples(), batch.tokens(), batch.losses());
  }

  @Override
  public long batchesPerEpoch() {
    return batches.batchesPerEpoch();
  }
}
