package io.palavra.embeddings.train;

import java.util.Arrays;

/** The word as a path of two-way decisions from the root of a Huffman tree. */
final class HierarchicalSoftmax implements Objective {
  private final Step step;
  private final HuffmanTree tree;
  private final int width;
  private final int[] offsets;
  private final float[] labels;
  private final float[] weights;

  HierarchicalSoftmax(Step step, HuffmanTree tree, int width) {
    this.step = step;
    this.tree = tree;
    this.width = width;
    this.offsets = new int[tree.longest()];
    this.labels = new float[tree.longest()];
    this.weights = new float[tree.longest()];
    Arrays.fill(weights, 1);
  }

  @Override
  public void learn(float[] table, int[] places, int rows, int word, float rate) {
    int start = tree.start(word);
    int length = tree.length(word);
    for (int k = 0; k < length; k++) {
      offsets[k] = tree.node(start + k) * width;
      labels[k] = tree.branch(start + k) ? 0 : 1;
    }
    step.take(table, places, rows, offsets, labels, weights, length, rate);
  }
}
