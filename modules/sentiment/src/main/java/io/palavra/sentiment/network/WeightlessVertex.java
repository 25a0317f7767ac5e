package io.palavra.sentiment.network;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;

/** A vertex that has nothing to learn, and always as many inputs. */
abstract class WeightlessVertex extends GraphVertex {
  private static final long serialVersionUID = 1L;

  /** How many inputs it has. */
  abstract int inputs();

  @Override
  public final long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public final int minVertexInputs() {
    return inputs();
  }

  @Override
  public final int maxVertexInputs() {
    return inputs();
  }

  @Override
  public final MemoryReport getMemoryReport(InputType... inputTypes) {
    InputType out = getOutputType(-1, inputTypes);
    return new LayerMemoryReport.Builder(null, getClass(), inputTypes[0], out).build();
  }
}
