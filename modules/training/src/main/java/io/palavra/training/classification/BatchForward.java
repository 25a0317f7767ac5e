package io.palavra.training.classification;

import io.palavra.kernels.forward.ForwardPlan;
import io.palavra.pipeline.batch.Batch;
import io.palavra.pipeline.tensor.ClassificationTensors;
import io.palavra.pipeline.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Runs texts through a network: by its plan, whose answers depend on the text alone, or in batches
 * of one fixed number of rows, each padded to a length that follows from the text alone.
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

  /** Texts and tokens that a plan is given at once: what it computes stays in the caches. */
  private static final int PLANNED_ROWS = 64;

  private static final int PLANNED_TOKENS = 8192;

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
  double[][] logProbabilities(Replica replica, List<int[]> texts) {
    if (replica.plan().isPresent()) {
      return planned(replica.plan().get(), texts);
    }
    ComputationGraph network = replica.network();
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

  /** Texts of about the same length together. */
  private static double[][] planned(ForwardPlan plan, List<int[]> texts) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(i -> texts.get(i).length));
    double[][] out = new double[texts.size()][];
    for (int from = 0; from < order.size(); ) {
      int to = from;
      long tokens = 0;
      do {
        tokens += texts.get(order.get(to++)).length;
      } while (to < order.size() && to - from < PLANNED_ROWS && tokens < PLANNED_TOKENS);
      List<Integer> some = order.subList(from, to);
      float[][] answers = plan.answer(some.stream().map(texts::get).toArray(int[][]::new));
      for (int i = 0; i < answers.length; i++) {
        double[] probabilities = new double[answers[i].length];
        for (int k = 0; k < probabilities.length; k++) {
          probabilities[k] = answers[i][k];
        }
        out[some.get(i)] = logs(probabilities);
      }
      from = to;
    }
    return out;
  }

  private static double[] logs(double[] probabilities) {
    double[] logs = new double[probabilities.length];
    for (int k = 0; k < logs.length; k++) {
      logs[k] = Math.log(Math.max(probabilities[k], LEAST));
    }
    return logs;
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
      out[some.get(row)] = logs(probabilities.getRow(row).toDoubleVector());
    }
  }

  /** The padded length: a multiple of a quarter of the power of two below it, at least 8. */
  static int time(int length) {
    int step = Math.max(SHORTEST, Integer.highestOneBit(length) / 4);
    return (length + step - 1) / step * step;
  }
}
