package io.palavra.embeddings.train;

import io.palavra.embeddings.text.HuffmanLinks;

/**
 * Huffman codes of words by their counts: the path of inner nodes from the root to each word and
 * the branch taken at each. Inner nodes are numbered from the root on, which is 0, by falling
 * counts; there is one fewer than words.
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
    HuffmanLinks links = HuffmanLinks.of(counts, true);
    int[] parent = links.parents();
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
        branches[to] = links.right()[at];
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
