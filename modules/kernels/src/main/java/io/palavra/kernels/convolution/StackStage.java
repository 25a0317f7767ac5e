package io.palavra.kernels.convolution;

import io.palavra.kernels.forward.Sequences;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Values;
import io.palavra.kernels.recurrent.Masks;
import java.util.List;

/** Filters over sequences, a value for every step. */
final class StackStage implements Stage {
  private final StackFilters<float[]> filters;

  /**
   * @param filters with their weights
   */
  StackStage(StackFilters<float[]> filters) {
    this.filters = filters;
  }

  @Override
  public Values apply(Sequences sequences, List<Values> inputs) {
    Values input = inputs.get(0);
    int batch = sequences.count();
    filters.forward(Masks.extent(input, batch), input.byTime(batch));
    return new Values() {
      @Override
      public int width() {
        return filters.filters();
      }

      @Override
      public int steps(int sequence) {
        return input.steps(sequence);
      }

      @Override
      public void read(int sequence, int step, float[] out, int at) {
        filters.read(sequence, step, out, at);
      }
    };
  }
}
