package io.palavra.embeddings.train;

/**
 * Huffman codes (Huffman 1952) of words by their counts: the path of inner nodes from the root to
 * each word and the branch taken at each. Inner nodes are numbered from the root on, which is 0, by
 * falling counts; there is one fewer than words.
 */
final class HuffmanTree {
  private final int[] starts;
  private final int[] nodes;
  private final boolean[] branches;

  /**
   * @param counts falling
   */
  HuffmanTree(long[] counts) {
    int words = counts.length;
    int[] parent = new int[2 * words];
    boolean[] branch = new boolean[2 * words];
    build(counts, parent, branch);
    int root = 2 * words - 2;
    starts = new int[words + 1];
    for (int word = 0; word < words; word++) {
      int length = 0;
      for (int at = word; at != root; at = parent[at]) {
        length++;
      }
      starts[word + 1] = Math.addExact(starts[word], length);
    }
    nodes = new int[starts[words]];
    branches = new boolean[starts[words]];
    for (int word = 0; word < words; word++) {
      int to = starts[word + 1];
      for (int at = word; at != root; at = parent[at]) {
        nodes[--to] = root - parent[at];
        branches[to] = branch[at];
      }
    }
  }

  /** Words come sorted and inner nodes are made in rising order: two queues give the next least. */
  private static void build(long[] counts, int[] parent, boolean[] branch) {
    int words = counts.length;
    long[] inner = new long[words];
    int leaf = words - 1;
    int oldest = 0;
    for (int made = 0; made < words - 1; made++) {
      for (int side = 0; side < 2; side++) {
        boolean takeLeaf = leaf >= 0 && (oldest >= made || counts[leaf] <= inner[oldest]);
        inner[made] += takeLeaf ? counts[leaf] : inner[oldest];
        int child = takeLeaf ? leaf-- : words + oldest++;
        parent[child] = words + made;
        branch[child] = side == 1;
      }
    }
  }

  int length(int word) {
    return starts[word + 1] - starts[word];
  }

  /** Where the path of a word begins in {@link #node} and {@link #branch}. */
  int start(int word) {
    return starts[word];
  }

  int node(int place) {
    return nodes[place];
  }

  boolean branch(int place) {
    return branches[place];
  }

  int longest() {
    int longest = 0;
    for (int word = 0; word + 1 < starts.length; word++) {
      longest = Math.max(longest, length(word));
    }
    return longest;
  }
}
