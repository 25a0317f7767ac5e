package io.palavra.translator.data;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Pairs as arrays. Features: source ids {@code [batch, source time]} and the ids before each step
 * {@code [batch, target time]}, the beginning first; labels: the ids due {@code [batch, target
 * time]}. Masks are 1 where a token counts.
 */
public final class PairTensors {
  private PairTensors() {}

  /** The arrays of some pairs. */
  public static MultiDataSet of(List<EncodedPair> pairs) {
    int[][] sources = pairs.stream().map(EncodedPair::source).toArray(int[][]::new);
    int[][] targets = pairs.stream().map(EncodedPair::target).toArray(int[][]::new);
    int[][] before = Arrays.stream(targets).map(PairTensors::shifted).toArray(int[][]::new);
    INDArray due = ids(targets);
    INDArray targetMask = mask(targets);
    return new org.nd4j.linalg.dataset.MultiDataSet(
        new INDArray[] {ids(sources), ids(before)},
        new INDArray[] {due},
        new INDArray[] {mask(sources), targetMask},
        new INDArray[] {targetMask});
  }

  /** Ids {@code [rows, longest]}, padded with 0 at the end; two steps at least. */
  public static INDArray ids(int[][] rows) {
    int time = longest(rows);
    float[] flat = new float[rows.length * time];
    for (int row = 0; row < rows.length; row++) {
      for (int t = 0; t < rows[row].length; t++) {
        flat[row * time + t] = rows[row][t];
      }
    }
    return Nd4j.createFromArray(flat).reshape('c', rows.length, time);
  }

  /** 1 where {@link #ids} has a token, else 0. */
  public static INDArray mask(int[][] rows) {
    int time = longest(rows);
    float[] flat = new float[rows.length * time];
    for (int row = 0; row < rows.length; row++) {
      Arrays.fill(flat, row * time, row * time + rows[row].length, 1f);
    }
    return Nd4j.createFromArray(flat).reshape('c', rows.length, time);
  }

  private static int[] shifted(int[] target) {
    int[] before = new int[target.length];
    before[0] = Subwords.BEGIN;
    System.arraycopy(target, 0, before, 1, target.length - 1);
    return before;
  }

  /** Deeplearning4j takes a mask of one row and one step for no vector at all. */
  private static int longest(int[][] rows) {
    return Math.max(2, Arrays.stream(rows).mapToInt(row -> row.length).max().orElse(0));
  }
}
