package io.palavra.kernels.recurrent;

/**
 * Shares of a mini-batch's sequences that take about as long as each other to lead over their
 * steps. A step's product works on rows in sixes and fours, which weighs more the fewer rows there
 * are, so that the same number of rows in more sequences is less work. Times are relative, as
 * measured for one step of an LSTM of 128 units on AVX2.
 */
final class Shares {
  /** A product of six rows with the weights; five are one of these with a row idle. */
  private static final int SIX = 10;

  /** A product of four rows or fewer. */
  private static final int FOUR = 8;

  /** What a row takes besides, its part of larger products included. */
  private static final int ROW = 3;

  /** What a step takes, however many rows it has. */
  private static final int STEP = 1;

  private final int[] lengths;

  /** Of sequences with these steps, from the most to the fewest. */
  Shares(int[] lengths) {
    this.lengths = lengths;
  }

  /**
   * Bounds of the shares.
   *
   * @param lengths steps of each sequence, from the most to the fewest
   * @return {@code parts + 1} bounds, from 0 to the number of sequences; shares can be empty
   */
  static int[] cuts(int[] lengths, int parts) {
    Shares shares = new Shares(lengths);
    long most = shares.time(0, lengths.length);
    long least = most / parts;
    while (least < most) {
      long half = (least + most) / 2;
      if (shares.within(half, parts)[parts] == lengths.length) {
        most = half;
      } else {
        least = half + 1;
      }
    }
    return shares.within(most, parts);
  }

  /** The bounds of shares that take {@code most} at most, each of as many sequences as can be. */
  private int[] within(long most, int parts) {
    int[] cuts = new int[parts + 1];
    for (int part = 0; part < parts; part++) {
      int to = cuts[part];
      long time = 0;
      while (to < lengths.length && (time += added(to - cuts[part], to)) <= most) {
        to++;
      }
      cuts[part + 1] = to;
    }
    return cuts;
  }

  /** What a share takes. */
  long time(int from, int to) {
    long sum = 0;
    for (int rank = from; rank < to; rank++) {
      sum += added(rank - from, rank);
    }
    return sum;
  }

  /** What the sequence of a rank adds to a share of {@code before} longer ones. */
  private long added(int before, int rank) {
    return (long) lengths[rank] * (step(before + 1) - step(before));
  }

  private static int step(int rows) {
    int rest = rows % 6;
    int tiles = rows / 6 * SIX + (rest == 0 ? 0 : rest > 4 ? SIX : FOUR);
    return rows == 0 ? 0 : STEP + tiles + rows * ROW;
  }
}
