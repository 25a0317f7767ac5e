package io.palavra.kernels.memory;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffVertex;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;

/**
 * Parameters, updater state and activations, for Deeplearning4j's memory reports. What kernels hold
 * beside these between their passes is not counted.
 */
public final class Needs {

  private Needs() {}

  /** Those of a layer, all of whose parameters have its updater. */
  public static LayerMemoryReport of(Layer layer, InputType input) {
    return of(layer, input, layer.initializer().numParams(layer));
  }

  /**
   * Those of a layer.
   *
   * @param learned how many of its parameters have its updater; the others have no state
   */
  public static LayerMemoryReport of(Layer layer, InputType input, long learned) {
    long state =
        learned > 0 && layer instanceof BaseLayer base ? base.getIUpdater().stateSize(learned) : 0;
    return new LayerMemoryReport.Builder(
            layer.getLayerName(), layer.getClass(), input, layer.getOutputType(-1, input))
        .standardMemory(layer.initializer().numParams(layer), state)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }

  /** Those of a vertex, whose first input stands for all in what it says of inputs. */
  public static LayerMemoryReport of(SameDiffVertex vertex, InputType... inputs) {
    long parameters = vertex.numParams(true);
    return new LayerMemoryReport.Builder(
            vertex.getName(), vertex.getClass(), inputs[0], vertex.getOutputType(-1, inputs))
        .standardMemory(parameters, vertex.getUpdater().stateSize(parameters))
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }
}
