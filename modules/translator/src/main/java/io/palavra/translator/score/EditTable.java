package io.palavra.translator.score;

import java.util.Arrays;

/**
 * Edit distance of word sequences to one reference, near the diagonal alone, with the edits that
 * give it. Rows are kept: a sequence that begins as the one before it is worked out from there.
 */
final class EditTable {
  static final byte SAME = 0;
  static final byte OTHER = 1;

  /** A word of the reference that the hypothesis lacks. */
  static final byte MISSING = 2;

  /** A word of the hypothesis that the reference lacks. */
  static final byte EXTRA = 3;

  private static final int BEAM = 25;
  private static final int FAR = Integer.MAX_VALUE / 2;

  private final int[] reference;
  private int[] last = {};
  private int[] from = {0};
  private int[][] cost;
  private byte[][] edit;

  EditTable(int[] reference) {
    this.reference = reference;
    this.cost = new int[1][reference.length + 1];
    this.edit = new byte[1][reference.length + 1];
    for (int j = 0; j <= reference.length; j++) {
      cost[0][j] = j;
      edit[0][j] = MISSING;
    }
  }

  /** Of a sequence as long as the one before it, but for the first. */
  int distance(int[] words) {
    if (cost.length != words.length + 1) {
      from = Arrays.copyOf(from, words.length + 1);
      cost = Arrays.copyOf(cost, words.length + 1);
      edit = Arrays.copyOf(edit, words.length + 1);
      last = new int[0];
    }
    int same = Math.max(0, Arrays.mismatch(words, last));
    int start = last.length == words.length && Arrays.equals(words, last) ? words.length : same;
    for (int i = start + 1; i <= words.length; i++) {
      row(i, words[i - 1], words.length);
    }
    last = words.clone();
    return at(words.length, reference.length);
  }

  /** The edits that give the last distance, from the beginning. */
  byte[] edits() {
    int i = last.length;
    int j = reference.length;
    byte[] reversed = new byte[i + j];
    int size = 0;
    while (i > 0 || j > 0) {
      byte op = edit[i][j - from[i]];
      reversed[size++] = op;
      i -= op == MISSING ? 0 : 1;
      j -= op == EXTRA ? 0 : 1;
    }
    byte[] edits = new byte[size];
    for (int k = 0; k < size; k++) {
      edits[k] = reversed[size - 1 - k];
    }
    return edits;
  }

  private void row(int i, int word, int words) {
    double ratio = (double) reference.length / words;
    int beam = BEAM < ratio / 2 ? (int) Math.ceil(ratio / 2 + BEAM) : BEAM;
    int diagonal = (int) Math.floor(i * ratio);
    int low = Math.max(0, diagonal - beam);
    int high = i == words ? reference.length + 1 : Math.min(reference.length + 1, diagonal + beam);
    int[] costs = new int[high - low];
    byte[] ops = new byte[high - low];
    for (int j = low; j < high; j++) {
      int best = FAR;
      byte op = EXTRA;
      if (j > 0) {
        boolean equal = word == reference[j - 1];
        int diagonally = at(i - 1, j - 1) + (equal ? 0 : 1);
        if (diagonally < best) {
          best = diagonally;
          op = equal ? SAME : OTHER;
        }
      }
      int above = at(i - 1, j) + 1;
      if (above < best) {
        best = above;
        op = EXTRA;
      }
      int before = j > low ? costs[j - 1 - low] + 1 : FAR;
      if (before < best) {
        best = before;
        op = MISSING;
      }
      costs[j - low] = Math.min(best, FAR);
      ops[j - low] = op;
    }
    from[i] = low;
    cost[i] = costs;
    edit[i] = ops;
  }

  private int at(int i, int j) {
    int k = j - from[i];
    return k < 0 || k >= cost[i].length ? FAR : cost[i][k];
  }
}
