package io.palavra.kernels.convolution;

import io.palavra.kernels.forward.SequenceValues;
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
    float[] greatest = filters.forward(Masks.extent(input, batch), input.byTime(batch));
    return new SequenceValues(greatest, outputs);
  }
}
