package io.palavra.embeddings.train;

/** The word as a path of two-way decisions from the root of a Huffman tree. */
final class HierarchicalSoftmax implements Objective {
  private final Step step;
  private final HuffmanTree tree;
  private final int width;
  private final int[] offsets;
  private final float[] labels;

  HierarchicalSoftmax(Step step, HuffmanTree tree, int width) {
    this.step = step;
    this.tree = tree;
    this.width = width;
    this.offsets = new int[tree.longest()];
    this.labels = new float[tree.longest()];
  }

  @Override
  public void begin() {}

  @Override
  public void learn(float[] hidden, int word, float rate) {
    int start = tree.start(word);
    int length = tree.length(word);
    for (int k = 0; k < length; k++) {
      offsets[k] = tree.node(start + k) * width;
      labels[k] = tree.branch(start + k) ? 0 : 1;
    }
    step.take(hidden, offsets, labels, length, true, rate);
  }
}
