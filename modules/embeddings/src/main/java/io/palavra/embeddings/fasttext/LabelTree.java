package io.palavra.embeddings.fasttext;

import io.palavra.embeddings.text.HuffmanLinks;
import java.util.function.IntToDoubleFunction;

/**
 * fastText's Huffman tree of labels or words. Its leaves are numbered as those, its inner nodes
 * behind them in the order in which they are made; two equal counts are taken as fastText takes
 * them, so that files can be exchanged.
 */
public final class LabelTree {
  private final int leaves;
  private final int[] parents;
  private final boolean[] onRight;
  private final int[] left;
  private final int[] right;

  /**
   * @param counts of the leaves, falling; of others it is a tree, too, but no Huffman tree
   */
  public LabelTree(long[] counts) {
    leaves = counts.length;
    HuffmanLinks links = HuffmanLinks.of(counts, false);
    parents = links.parents();
    onRight = links.right();
    left = new int[parents.length];
    right = new int[parents.length];
    for (int node = 0; node < root(); node++) {
      (onRight[node] ? right : left)[parents[node]] = node;
    }
  }

  /** The inner nodes above a leaf, the nearest first, numbered from 0. */
  public int[] path(int leaf) {
    int length = 0;
    for (int at = leaf; at != root(); at = parents[at]) {
      length++;
    }
    int[] path = new int[length];
    for (int at = leaf, i = 0; at != root(); at = parents[at]) {
      path[i++] = parents[at] - leaves;
    }
    return path;
  }

  /** For each node of the {@link #path}: whether the leaf lies to its right, its output being 1. */
  public boolean[] code(int leaf) {
    boolean[] code = new boolean[path(leaf).length];
    for (int at = leaf, i = 0; at != root(); at = parents[at]) {
      code[i++] = onRight[at];
    }
    return code;
  }

  /** The probability of every leaf, from the probability of the right side at each inner node. */
  double[] leaves(IntToDoubleFunction rightAt) {
    double[] reach = new double[Math.max(1, parents.length)];
    reach[Math.max(0, root())] = 1;
    for (int node = root(); node >= leaves; node--) {
      double toRight = rightAt.applyAsDouble(node - leaves);
      reach[left[node]] = reach[node] * (1 - toRight);
      reach[right[node]] = reach[node] * toRight;
    }
    return reach;
  }

  private int root() {
    return 2 * leaves - 2;
  }
}
