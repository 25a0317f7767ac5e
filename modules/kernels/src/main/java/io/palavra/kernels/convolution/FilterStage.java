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
    float[] greatest =
        filters.forward(Masks.extent(sequences), inputs.get(0).byTime(sequences.count()));
    return new SequenceValues(greatest, outputs);
  }
}
