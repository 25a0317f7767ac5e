package io.palavra.training.classification;

import io.palavra.pipeline.batch.Batch;
import io.palavra.pipeline.tensor.ClassificationTensors;
import io.palavra.pipeline.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Runs texts through a network in batches of one fixed number of rows, each padded to a length that
 * follows from the text alone.
 *
 * <p>Rounding in matrix products and vectorised functions depends on the shape of the arrays. With
 * the shape settled by the text itself, an answer does not depend on which other texts were asked.
 * Inside one shape the place of a row may matter as well: in batches of 16 or 32 rows it was seen
 * to change the last bits, in batches of {@value #STEADY_ROWS} rows, half a vector register, not.
 */
final class BatchForward {
  /** Rows with which an answer is the same to the last bit wherever its text stands. */
  static final int STEADY_ROWS = 8;

  /** Rows for scores that need not be the same to the last bit in other company. */
  static final int QUICK_ROWS = 64;

  private static final int SHORTEST = 8;

  /** Probabilities below this can not be told from 0 in single precision. */
  private static final double LEAST = Float.MIN_NORMAL;

  private final int rows;
  private final ClassificationTensors tensors;

  /**
   * @param rows of each batch
   */
  BatchForward(int rows, int classes) {
    this.rows = rows;
    this.tensors = new ClassificationTensors(classes);
  }

  /**
   * The logarithms of the probabilities, {@code [texts][classes]}, in the order of the texts.
   *
   * @param texts ids of each, at least one
   */
  double[][] logProbabilities(ComputationGraph network, List<int[]> texts) {
    Map<Integer, List<Integer>> byTime = new TreeMap<>();
    for (int i = 0; i < texts.size(); i++) {
      byTime.computeIfAbsent(time(texts.get(i).length), time -> new ArrayList<>()).add(i);
    }
    double[][] out = new double[texts.size()][];
    byTime.forEach(
        (time, members) -> {
          for (int from = 0; from < members.size(); from += rows) {
            List<Integer> some = members.subList(from, Math.min(from + rows, members.size()));
            run(network, texts, some, time, out);
          }
        });
    return out;
  }

  private void run(
      ComputationGraph network, List<int[]> texts, List<Integer> some, int time, double[][] out) {
    int[][] ids = new int[rows][];
    int[] lengths = new int[rows];
    for (int row = 0; row < rows; row++) {
      int[] text = row < some.size() ? texts.get(some.get(row)) : new int[] {Vocabulary.UNK};
      ids[row] = Arrays.copyOf(text, time);
      lengths[row] = text.length;
    }
    MultiDataSet data = tensors.of(new Batch(ids, lengths, new int[0]));
    INDArray probabilities =
        network.output(false, data.getFeatures(), data.getFeaturesMaskArrays(), null)[0];
    for (int row = 0; row < some.size(); row++) {
      double[] logs = probabilities.getRow(row).toDoubleVector();
      for (int k = 0; k < logs.length; k++) {
        logs[k] = Math.log(Math.max(logs[k], LEAST));
      }
      out[some.get(row)] = logs;
    }
  }

  /** The padded length: a multiple of a quarter of the power of two below it, at least 8. */
  static int time(int length) {
    int step = Math.max(SHORTEST, Integer.highestOneBit(length) / 4);
    return (length + step - 1) / step * step;
  }
}
