package io.palavra.kernels.convolution;

import io.palavra.kernels.recurrent.Extent;
import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import java.util.Arrays;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One way of sequences through operations of ND4J, and back. */
final class TapePass {
  private Tape tape = new Tape();
  private Node leaf;
  private Node result;
  private Rows rows = new Rows(new Extent(0, 0, new boolean[0]), 0, 0, 0);

  /** What is made of the sequences. */
  interface Forth {
    Node made(Node x);
  }

  /** What is done with gradients. */
  interface Back {
    void take();
  }

  Tape tape() {
    return tape;
  }

  /** The steps that count. */
  Rows rows() {
    return rows;
  }

  /** The place of a step that counts in {@code [batch * time]}; -1 beyond the ends. */
  int place(int sequence, int i) {
    return i < 0 || i >= rows.length(sequence)
        ? -1
        : sequence * rows.time() + rows.step(sequence, i);
  }

  /** The places of all steps that count. */
  int[] places() {
    int[] all = new int[rows.live()];
    int n = 0;
    for (int b = 0; b < rows.batch(); b++) {
      for (int i = 0; i < rows.length(b); i++) {
        all[n++] = place(b, i);
      }
    }
    return all;
  }

  /** Rows of the steps that count to rows of all steps, zeros between. */
  Node spread(Node x) {
    int[] row = new int[rows.batch() * rows.time()];
    Arrays.fill(row, -1);
    int[] places = places();
    for (int i = 0; i < places.length; i++) {
      row[places[i]] = i;
    }
    return tape.rows(x, row);
  }

  /**
   * @param source {@code [batch, time, width]}
   * @param out where the result goes, row-major
   */
  @SuppressWarnings("try")
  void forward(INDArray source, Extent extent, INDArray out, Forth forth) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      tape.close();
      tape = new Tape();
      rows = new Rows(extent, 0, 0, 0);
      leaf =
          tape.leaf(source.dup('c').reshape('c', source.size(0) * source.size(1), source.size(2)));
      result = forth.made(leaf);
      out.assign(result.value().reshape('c', out.shape()));
    }
  }

  /**
   * @param out {@code [batch, time, width]}
   * @param back takes the gradients of parameters
   */
  @SuppressWarnings("try")
  void backward(INDArray epsilon, INDArray out, Back back) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      tape.back(result, epsilon.dup('c').reshape('c', result.value().shape()));
      INDArray flat = leaf.value().ulike().assign(0);
      leaf.addGradientTo(flat);
      out.assign(flat.reshape('c', out.shape()));
      back.take();
    }
  }

  /** Writes the gradient of a parameter, which was taken as a matrix of this many rows. */
  static void store(Node parameter, INDArray out) {
    out.assign(0);
    parameter.addGradientTo(out.reshape('c', parameter.value().shape()));
  }
}
