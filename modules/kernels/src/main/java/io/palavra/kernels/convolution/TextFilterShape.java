package io.palavra.kernels.convolution;

/**
 * What {@link io.palavra.kernels.TextConvolution} is made of.
 *
 * @param widths steps that a filter sees, each once
 * @param filters filters of each width
 * @param largest how many values of each filter are kept
 * @param border which windows there are at the ends
 */
public record TextFilterShape(int[] widths, int[] filters, int largest, Border border) {

  /**
   * @throws IllegalArgumentException for a width or number of filters that can not be
   */
  public TextFilterShape {
    if (widths.length == 0 || widths.length != filters.length) {
      throw new IllegalArgumentException(
          "expected as many numbers of filters as widths, at least one, got "
              + filters.length
              + " for "
              + widths.length);
    }
    for (int i = 0; i < widths.length; i++) {
      atLeastOne("width", widths[i]);
      atLeastOne("filters", filters[i]);
      for (int j = 0; j < i; j++) {
        if (widths[i] == widths[j]) {
          throw new IllegalArgumentException("width " + widths[i] + " is given twice");
        }
      }
    }
    atLeastOne("largest", largest);
    widths = widths.clone();
    filters = filters.clone();
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": expected 1 or more, got " + value);
    }
  }

  /** The length of the output. */
  public int outputs() {
    int sum = 0;
    for (int n : filters) {
      sum = Math.addExact(sum, Math.multiplyExact(n, largest));
    }
    return sum;
  }
}
