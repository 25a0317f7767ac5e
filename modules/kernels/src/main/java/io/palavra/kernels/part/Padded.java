package io.palavra.kernels.part;

import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rows laid out so that every sequence has as many as the longest: its own first, zeros behind.
 *
 * @param rows without gaps
 * @param steps of each sequence
 */
public record Padded(Rows rows, int steps) {

  /** As long as the longest sequence, and at least one step. */
  public static Padded of(Rows rows) {
    return new Padded(rows, Math.max(1, rows.longest()));
  }

  /** {@code [rows, width]} to {@code [batch * steps, width]}, sequence after sequence. */
  public Node spread(Tape tape, Node x) {
    int[] which = new int[rows.batch() * steps];
    for (int b = 0; b < rows.batch(); b++) {
      for (int i = 0; i < steps; i++) {
        which[b * steps + i] = i < rows.length(b) ? rows.from(b) + i : -1;
      }
    }
    return tape.rows(x, which);
  }

  /** {@code [rows, width]} to {@code [steps * batch, width]}, step after step. */
  public Node spreadBySteps(Tape tape, Node x) {
    int[] which = new int[rows.batch() * steps];
    for (int b = 0; b < rows.batch(); b++) {
      for (int i = 0; i < steps; i++) {
        which[i * rows.batch() + b] = i < rows.length(b) ? rows.from(b) + i : -1;
      }
    }
    return tape.rows(x, which);
  }

  /** The way back of {@link #spread}. */
  public Node gather(Tape tape, Node x) {
    return gather(tape, x, steps, 1);
  }

  /** The way back of {@link #spreadBySteps}. */
  public Node gatherBySteps(Tape tape, Node x) {
    return gather(tape, x, 1, rows.batch());
  }

  private Node gather(Tape tape, Node x, int ofSequence, int ofStep) {
    int[] which = new int[rows.count()];
    for (int b = 0; b < rows.batch(); b++) {
      for (int i = 0; i < rows.length(b); i++) {
        which[rows.from(b) + i] = b * ofSequence + i * ofStep;
      }
    }
    return tape.rows(x, which);
  }

  /** One where a step is a sequence's own, {@code [batch, steps]}. */
  public INDArray live(DataType type) {
    float[][] live = new float[rows.batch()][steps];
    for (int b = 0; b < rows.batch(); b++) {
      for (int i = 0; i < rows.length(b); i++) {
        live[b][i] = 1;
      }
    }
    return Nd4j.createFromArray(live).castTo(type);
  }
}
