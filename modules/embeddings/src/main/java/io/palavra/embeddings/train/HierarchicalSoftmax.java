package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.RowMath;

/**
 * The word as a path of two-way decisions from the root of a Huffman tree. A path is filled up to
 * whole groups of rows with rows of nobody, which weigh nothing: groups are several times as fast
 * as rows one by one. Hidden vectors that meet the same path draw each other, as {@link
 * Step#takeInTurn} says: without, word similarities are found less well.
 */
final class HierarchicalSoftmax implements Objective {
  private final Step step;
  private final HuffmanTree tree;
  private final OwnRows outputs;
  private final int[] offsets;
  private final float[] labels;
  private final float[] weights;

  HierarchicalSoftmax(Step step, HuffmanTree tree, OwnRows outputs) {
    this.step = step;
    this.tree = tree;
    this.outputs = outputs;
    int most = tree.longest() + RowMath.GROUP;
    this.offsets = new int[most];
    this.labels = new float[most];
    this.weights = new float[most];
  }

  @Override
  public void learn(float[] table, int[] places, int rows, int word, float rate) {
    int start = tree.start(word);
    int length = tree.length(word);
    for (int k = 0; k < length; k++) {
      offsets[k] = outputs.place(tree.node(start + k));
      labels[k] = tree.branch(start + k) ? 0 : 1;
      weights[k] = 1;
    }
    int count = length;
    for (; count % RowMath.GROUP > 0; count++) {
      offsets[count] = outputs.nobody(count);
      labels[count] = 0;
      weights[count] = 0;
    }
    step.takeInTurn(table, places, rows, offsets, labels, weights, count, rate);
  }
}
