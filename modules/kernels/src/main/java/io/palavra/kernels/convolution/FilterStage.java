package io.palavra.kernels.convolution;

import io.palavra.kernels.forward.Sequences;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Values;
import io.palavra.kernels.recurrent.Masks;
import java.util.List;

/** Filters over sequences, and the greatest values of each. */
final class FilterStage implements Stage {
  private final TextFilters<float[]> filters;
  private final int outputs;

  /**
   * @param filters with their weights
   */
  FilterStage(TextFilters<float[]> filters, int outputs) {
    this.filters = filters;
    this.outputs = outputs;
  }

  @Override
  public Values apply(Sequences sequences, List<Values> inputs) {
    Values input = inputs.get(0);
    int batch = sequences.count();
    float[] all =
        filters.forward(
            Masks.extent(sequences), (at, out, to) -> input.read(at % batch, at / batch, out, to));
    return new Values() {
      @Override
      public int width() {
        return outputs;
      }

      @Override
      public void read(int sequence, int step, float[] out, int at) {
        System.arraycopy(all, sequence * outputs, out, at, outputs);
      }
    };
  }
}
