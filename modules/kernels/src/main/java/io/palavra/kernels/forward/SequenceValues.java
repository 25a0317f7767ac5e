package io.palavra.kernels.forward;

/**
 * Numbers for each sequence as a whole, one sequence after the other.
 *
 * @param numbers {@code [sequences, width]}; the array is not copied
 * @param width of one sequence
 */
public record SequenceValues(float[] numbers, int width) implements Values {

  @Override
  public int steps(int sequence) {
    return 1;
  }

  @Override
  public void read(int sequence, int step, float[] out, int at) {
    System.arraycopy(numbers, sequence * width, out, at, width);
  }
}
