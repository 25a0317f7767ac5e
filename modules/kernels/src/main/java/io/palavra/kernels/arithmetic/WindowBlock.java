package io.palavra.kernels.arithmetic;

/**
 * Some windows over rows of numbers, and where what is computed from each goes.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class WindowBlock<A> {
  /** Numbers of all windows together that stay in the second-level cache beside a matrix. */
  private static final int NUMBERS = 64 * 1024;

  private static final int MOST = 64;

  private final Scratch<A> scratch = new Scratch<>();
  private final int[] starts = new int[MOST];
  private final int[] places = new int[MOST];
  private final int[] marks = new int[MOST];
  private int limit;
  private int size;

  /**
   * Empties it.
   *
   * @param depth numbers of each window that is to come
   */
  public void clear(int depth) {
    size = 0;
    limit = Math.max(4, Math.min(MOST, NUMBERS / depth / 4 * 4));
  }

  /**
   * Adds a window.
   *
   * @param start its first number
   * @param mark by which it is known afterwards
   */
  public void add(int start, int mark) {
    starts[size] = start;
    marks[size] = mark;
    size++;
  }

  /** Sets where the values of a window go; negative for nowhere. */
  public void place(int window, int place) {
    places[window] = place;
  }

  /** Whether no further window fits in. */
  public boolean full() {
    return size == limit;
  }

  /** How many windows there are. */
  public int size() {
    return size;
  }

  int start(int window) {
    return starts[window];
  }

  int place(int window) {
    return places[window];
  }

  /** A window's mark. */
  public int mark(int window) {
    return marks[window];
  }

  Scratch<A> scratch() {
    return scratch;
  }
}
