package io.palavra.kernels.convolution;

/** Which stretches of a sequence's steps become one step each. */
interface Windows {

  /** How many there are in a sequence of so many steps. */
  int count(int length);

  /** The first step of a stretch. */
  int from(int length, int window);

  /** The step behind a stretch. */
  int to(int length, int window);

  /**
   * Stretches of {@code size} steps, one every {@code stride}; the last may be shorter, so that
   * every step is in one.
   */
  static Windows sliding(int size, int stride) {
    return new Windows() {
      @Override
      public int count(int length) {
        if (length <= size) {
          return Math.min(1, length);
        }
        return (length - size + stride - 1) / stride + 1;
      }

      @Override
      public int from(int length, int window) {
        return window * stride;
      }

      @Override
      public int to(int length, int window) {
        return Math.min(length, window * stride + size);
      }
    };
  }

  /** As many stretches as asked for, of about equal length; they overlap in a short sequence. */
  static Windows segments(int number) {
    return new Windows() {
      @Override
      public int count(int length) {
        return length == 0 ? 0 : number;
      }

      @Override
      public int from(int length, int window) {
        return (int) ((long) window * length / number);
      }

      @Override
      public int to(int length, int window) {
        return (int) (((long) (window + 1) * length + number - 1) / number);
      }
    };
  }
}
