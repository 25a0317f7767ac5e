package io.palavra.kernels.convolution;

import io.palavra.kernels.forward.SequenceValues;
import io.palavra.kernels.forward.Sequences;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Values;
import io.palavra.kernels.recurrent.Extent;
import io.palavra.kernels.recurrent.Masks;
import java.util.List;

/** The greatest value of each feature in stretches of sequences. */
final class WindowStage implements Stage {
  private final WindowPool<float[]> pool;
  private final Windows windows;

  /** Stretches of a sequence that become one vector; 0 where they stay a sequence. */
  private final int flat;

  WindowStage(WindowPool<float[]> pool, Windows windows, int flat) {
    this.pool = pool;
    this.windows = windows;
    this.flat = flat;
  }

  @Override
  public Values apply(Sequences sequences, List<Values> inputs) {
    Values input = inputs.get(0);
    int batch = sequences.count();
    Extent extent = Masks.extent(input, batch);
    int features = input.width();
    int slots = flat > 0 ? flat : windows.count(extent.steps());
    float[] greatest = pool.forward(extent, input.byTime(batch), features, slots);
    if (flat > 0) {
      return new SequenceValues(greatest, slots * features);
    }
    return new Values() {
      @Override
      public int width() {
        return features;
      }

      @Override
      public int steps(int sequence) {
        return windows.count(input.steps(sequence));
      }

      @Override
      public void read(int sequence, int step, float[] out, int at) {
        System.arraycopy(greatest, (sequence * slots + step) * features, out, at, features);
      }
    };
  }
}
