package io.palavra.kernels.forward;

/**
 * Sequences of ids, each of its own length: there is no padding.
 *
 * @param ids of each sequence; the arrays are not copied and must not change meanwhile
 */
public record Sequences(int[][] ids) {

  /** How many there are. */
  public int count() {
    return ids.length;
  }

  /** How many steps one has. */
  public int length(int sequence) {
    return ids[sequence].length;
  }

  /** How many steps the longest has. */
  public int longest() {
    int longest = 0;
    for (int[] sequence : ids) {
      longest = Math.max(longest, sequence.length);
    }
    return longest;
  }

  /** How many steps they have together. */
  public int steps() {
    int steps = 0;
    for (int[] sequence : ids) {
      steps += sequence.length;
    }
    return steps;
  }
}
