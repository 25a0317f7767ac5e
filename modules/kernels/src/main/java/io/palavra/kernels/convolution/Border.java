package io.palavra.kernels.convolution;

/** Which windows a filter sees at the ends of a sequence. */
public enum Border {
  /**
   * Only windows inside the sequence. A sequence that is shorter than the filter is filled up with
   * zeros at its end and gives one window.
   */
  VALID,
  /**
   * A window for every step, with zeros beyond the ends; of an odd number of them the greater part
   * lies behind the end.
   */
  SAME,
  /** Every window that holds at least one step, with zeros beyond the ends. */
  WIDE;

  /** Zeros that a filter sees before the first step. */
  int before(int reach) {
    return switch (this) {
      case VALID -> 0;
      case SAME -> reach / 2;
      case WIDE -> reach;
    };
  }

  /**
   * How many windows there are.
   *
   * @param length steps of the sequence
   * @param reach steps from the first to the last that a filter sees
   */
  int windows(int length, int reach) {
    if (length == 0) {
      return 0;
    }
    return switch (this) {
      case VALID -> Math.max(1, length - reach);
      case SAME -> length;
      case WIDE -> length + reach;
    };
  }
}
