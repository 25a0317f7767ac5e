package io.palavra.kernels.convolution;

import io.palavra.kernels.forward.Lookup;
import io.palavra.kernels.forward.SequenceValues;
import io.palavra.kernels.forward.Sequences;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Values;
import io.palavra.kernels.recurrent.Extent;
import io.palavra.kernels.recurrent.Masks;
import java.util.List;

/** Filters over sequences, and the greatest values of each. */
final class FilterStage implements Stage {
  private final TextFilters<float[]> filters;
  private final StepProducts products;
  private final int outputs;

  /**
   * @param filters with their weights
   * @param products of the same weights
   */
  FilterStage(TextFilters<float[]> filters, StepProducts products, int outputs) {
    this.filters = filters;
    this.products = products;
    this.outputs = outputs;
  }

  @Override
  public Values apply(Sequences sequences, List<Values> inputs) {
    Values input = inputs.get(0);
    int batch = sequences.count();
    Extent extent = Masks.extent(input, batch);
    float[] greatest;
    if (input instanceof Lookup words) {
      products.learn(words, batch);
      greatest = filters.forward(extent, products::add);
    } else {
      greatest = filters.forward(extent, input.byTime(batch));
    }
    return new SequenceValues(greatest, outputs);
  }
}
