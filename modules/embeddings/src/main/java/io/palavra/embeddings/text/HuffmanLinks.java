package io.palavra.embeddings.text;

/**
 * The tree of Huffman codes (Huffman 1952): leaves by their numbers, then inner nodes in the order
 * in which they are made, the last of them being the root.
 *
 * @param parents of every node but the root, by number
 * @param right whether a node is the second child of its parent
 */
public record HuffmanLinks(int[] parents, boolean[] right) {

  /**
   * Leaves come sorted and inner nodes are made in rising order, so that two queues give the next
   * least.
   *
   * @param counts of the leaves, falling; of others it is a tree, too, but no Huffman tree
   * @param leavesFirst whether a leaf is taken before an inner node of the same count
   */
  public static HuffmanLinks of(long[] counts, boolean leavesFirst) {
    int leaves = counts.length;
    int inner = Math.max(0, leaves - 1);
    long[] sums = new long[inner];
    int[] parents = new int[leaves + inner];
    boolean[] right = new boolean[leaves + inner];
    int leaf = leaves - 1;
    int oldest = 0;
    for (int made = 0; made < inner; made++) {
      for (int side = 0; side < 2; side++) {
        boolean takeLeaf =
            leaf >= 0
                && (oldest == made
                    || counts[leaf] < sums[oldest]
                    || leavesFirst && counts[leaf] == sums[oldest]);
        sums[made] += takeLeaf ? counts[leaf] : sums[oldest];
        int child = takeLeaf ? leaf-- : leaves + oldest++;
        parents[child] = leaves + made;
        right[child] = side == 1;
      }
    }
    return new HuffmanLinks(parents, right);
  }
}
