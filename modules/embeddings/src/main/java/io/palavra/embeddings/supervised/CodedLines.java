package io.palavra.embeddings.supervised;

import java.util.Arrays;

/** Lines as the places of their rows and the numbers of their labels, one behind the other. */
final class CodedLines {
  private static final int LARGEST = Integer.MAX_VALUE - 16;

  private int[] places = new int[1 << 12];
  private int[] starts = new int[1 << 8];
  private int[] labels = new int[1 << 8];
  private int[] labelStarts = new int[1 << 8];
  private int size;

  /** Adds a line. */
  void add(int[] rows, int count, int width, int[] labelNumbers, int labelCount) {
    int start = starts[size];
    int end = Math.addExact(start, count);
    places = room(places, end);
    for (int i = 0; i < count; i++) {
      places[start + i] = rows[i] * width;
    }
    int labelStart = labelStarts[size];
    labels = room(labels, labelStart + labelCount);
    System.arraycopy(labelNumbers, 0, labels, labelStart, labelCount);
    size++;
    starts = room(starts, size + 1);
    labelStarts = room(labelStarts, size + 1);
    starts[size] = end;
    labelStarts[size] = labelStart + labelCount;
  }

  private static int[] room(int[] array, int needed) {
    return needed <= array.length
        ? array
        : Arrays.copyOf(array, (int) Math.min(LARGEST, Math.max(needed, 2L * array.length)));
  }

  int size() {
    return size;
  }

  /** The most rows in a line. */
  int longest() {
    int longest = 0;
    for (int i = 0; i < size; i++) {
      longest = Math.max(longest, starts[i + 1] - starts[i]);
    }
    return longest;
  }

  /** Copies the places of a line; how many they are. */
  int places(int line, int[] to) {
    int count = starts[line + 1] - starts[line];
    System.arraycopy(places, starts[line], to, 0, count);
    return count;
  }

  int labelCount(int line) {
    return labelStarts[line + 1] - labelStarts[line];
  }

  int label(int line, int i) {
    return labels[labelStarts[line] + i];
  }
}
