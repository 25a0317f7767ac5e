package io.palavra.kernels.convolution;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.forward.SequenceValues;
import io.palavra.kernels.forward.Sequences;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Values;
import java.util.List;

/** The greatest value of each feature in stretches of sequences. */
final class WindowStage implements Stage {
  private final Arithmetic<float[]> math = Arithmetics.floats();
  private final Windows windows;

  /** Stretches of a sequence that become one vector; 0 where they stay a sequence. */
  private final int flat;

  WindowStage(Windows windows, int flat) {
    this.windows = windows;
    this.flat = flat;
  }

  @Override
  public Values apply(Sequences sequences, List<Values> inputs) {
    Values input = inputs.get(0);
    int batch = sequences.count();
    int width = input.width();
    int[] starts = new int[batch + 1];
    for (int b = 0; b < batch; b++) {
      starts[b + 1] = starts[b] + (flat > 0 ? flat : windows.count(input.steps(b)));
    }
    float[] greatest = new float[starts[batch] * width];
    Cores.each(batch, b -> pool(input, b, greatest, starts[b] * width));
    return flat > 0
        ? new SequenceValues(greatest, flat * width)
        : new Stretched(greatest, width, starts);
  }

  private void pool(Values input, int sequence, float[] greatest, int at) {
    int width = input.width();
    int length = input.steps(sequence);
    int count = windows.count(length);
    float[] row = new float[width];
    float[] own = new float[count * width];
    int[] chosen = new int[count * width];
    for (int w = 0; w < count; w++) {
      int from = windows.from(length, w);
      for (int t = from; t < windows.to(length, w); t++) {
        input.read(sequence, t, row, 0);
        math.greater(row, 0, own, w * width, width, t == from ? -1 : t, chosen);
      }
    }
    System.arraycopy(own, 0, greatest, at, own.length);
  }

  /**
   * Shorter sequences.
   *
   * @param starts the step of each among all
   */
  private record Stretched(float[] numbers, int width, int[] starts) implements Values {
    @Override
    public int steps(int sequence) {
      return starts[sequence + 1] - starts[sequence];
    }

    @Override
    public void read(int sequence, int step, float[] out, int at) {
      System.arraycopy(numbers, (starts[sequence] + step) * width, out, at, width);
    }
  }
}
