package io.palavra.kernels.arithmetic;

/**
 * Items divided evenly among tasks, in order.
 *
 * @param items to divide
 * @param size of every share but the last
 */
public record Shares(int items, int size) {

  /**
   * At most {@code most} shares of {@code least} items or more each; where that is four or more,
   * all but the last begin at multiples of four, as products like it.
   */
  public static Shares of(int items, int least, int most) {
    int tasks = Math.max(1, Math.min(items / least, most));
    int share = (items + tasks - 1) / tasks;
    return new Shares(items, least >= 4 ? (share + 3) / 4 * 4 : share);
  }

  /** How many there are. */
  public int count() {
    return size == 0 ? 0 : (items + size - 1) / size;
  }

  /** The first item of a share. */
  public int from(int share) {
    return share * size;
  }

  /** Behind its last. */
  public int to(int share) {
    return Math.min(items, (share + 1) * size);
  }
}
