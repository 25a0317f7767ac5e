package io.palavra.training.loop;

import java.util.List;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * One step's worth of data.
 *
 * @param data features, labels and masks as the network takes them
 * @param examples rows
 * @param tokens tokens that count, for rates
 * @param losses how many losses the rows have in all: one each, or one for each of their steps
 */
public record TrainingBatch(MultiDataSet data, int examples, long tokens, long losses) {

  /** With one loss a row. */
  public TrainingBatch(MultiDataSet data, int examples, long tokens) {
    this(data, examples, tokens, examples);
  }

  /** The numbers of several together, with the data of the first. */
  static TrainingBatch counted(List<TrainingBatch> batches) {
    if (batches.size() == 1) {
      return batches.get(0);
    }
    return new TrainingBatch(
        batches.get(0).data,
        batches.stream().mapToInt(TrainingBatch::examples).sum(),
        batches.stream().mapToLong(TrainingBatch::tokens).sum(),
        batches.stream().mapToLong(TrainingBatch::losses).sum());
  }

  /**
   * The mean loss.
   *
   * @param score the network's: the sum of all losses over the number of rows
   */
  public double meanLoss(double score) {
    return losses == examples ? score : score * examples / losses;
  }
}
