package io.palavra.kernels.part;

import io.palavra.kernels.arithmetic.Floor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The way between a part and Deeplearning4j: arrays in and out, parameters in, gradients out.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Runner<A> {
  private final Floor<A> floor;
  private final DataType type;
  private final Parameters<A> parameters;
  private final Part<A> part;
  private final List<Sheet<A>> inputs = new ArrayList<>();
  private final int[] widths;
  private int used;
  private Sheet<A> output;
  private boolean ready;

  private Runner(Floor<A> floor, DataType type, PartSource source) {
    this.floor = floor;
    this.type = type;
    this.parameters = new Parameters<>(floor);
    this.part = source.part(floor, parameters);
    this.widths = source.inputWidths();
    for (int i = 0; i < widths.length; i++) {
      inputs.add(new Sheet<>(floor));
    }
    this.output = new Sheet<>(floor);
  }

  static Runner<?> of(DataType type, PartSource source) {
    if (!Nd4j.getEnvironment().isCPU()) {
      throw new IllegalStateException(
          source.getClass().getSimpleName()
              + " computes on the processor, and ND4J's backend here is another");
    }
    return type == DataType.DOUBLE
        ? new Runner<>(Floor.doubles(), type, source)
        : new Runner<>(single(type), type, source);
  }

  private static Floor<float[]> single(DataType type) {
    if (type != DataType.FLOAT) {
      throw new IllegalArgumentException("kernels compute in FLOAT and DOUBLE, not in " + type);
    }
    return Floor.floats();
  }

  /** What it computes with. */
  public Floor<A> floor() {
    return floor;
  }

  /** What it runs. */
  public Part<A> part() {
    return part;
  }

  /** Reads inputs of rank 2 or 3, and their masks, of which any may be null. */
  List<Sheet<A>> load(INDArray[] arrays, INDArray[] masks, boolean training, String layer) {
    for (int i = 0; i < arrays.length; i++) {
      INDArray array = arrays[i];
      if (array.rank() < 2
          || array.rank() > 3
          || array.size(1) != widths[i]
          || array.length() == 0
          || array.size(0) != arrays[0].size(0)) {
        throw new DL4JInvalidInputException(
            "expected %s of shape [batch, %d, time] or [batch, %d] for %d examples, got %s %s"
                .formatted(
                    arrays.length == 1 ? "input" : "input " + i,
                    widths[i],
                    widths[i],
                    arrays[0].size(0),
                    Arrays.toString(array.shape()),
                    layer));
      }
      INDArray mask = masks == null ? null : masks[i];
      Rows rows =
          array.rank() == 3
              ? Rows.ofSequences(array, mask, layer)
              : Rows.ofExamples(array, mask, layer);
      inputs.get(i).shape(rows, widths[i], training);
      inputs.get(i).load(array.castTo(type));
    }
    used = arrays.length;
    return inputs.subList(0, used);
  }

  /** Hands the parameters to the part. */
  void loadParameters(UnaryOperator<INDArray> noise, Map<String, INDArray> table, boolean train) {
    for (Parameter<A> parameter : parameters.all()) {
      parameter.load(noise.apply(table.get(parameter.shape().name())), train);
    }
  }

  INDArray forward(List<Sheet<A>> sheets, boolean training, LayerWorkspaceMgr workspaces) {
    ready = false;
    output = part.forward(sheets, pass(training));
    ready = training;
    return out(output, ArrayType.ACTIVATIONS, workspaces, false);
  }

  /** A pass that draws from ND4J's random numbers. */
  Pass pass(boolean training) {
    return new Pass(training, () -> Nd4j.getRandom().nextLong());
  }

  /** Runs inputs as {@link #load} takes them. */
  INDArray run(
      INDArray[] arrays,
      INDArray[] masks,
      boolean training,
      LayerWorkspaceMgr workspaces,
      String layer) {
    return forward(load(arrays, masks, training, layer), training, workspaces);
  }

  /** The gradients of the inputs of the last pass; those of the parameters go to {@code table}. */
  INDArray[] back(
      INDArray epsilon, Map<String, INDArray> table, LayerWorkspaceMgr workspaces, String layer) {
    if (!ready) {
      throw new IllegalStateException(
          "backward pass without a forward pass for training before it " + layer);
    }
    ready = false;
    output.loadGradients(epsilon.castTo(type));
    part.backward();
    storeGradients(table);
    INDArray[] gradients = new INDArray[used];
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = inputGradient(i, workspaces);
    }
    return gradients;
  }

  INDArray inputGradient(int i, LayerWorkspaceMgr workspaces) {
    return out(inputs.get(i), ArrayType.ACTIVATION_GRAD, workspaces, true);
  }

  void storeGradients(Map<String, INDArray> table) {
    for (Parameter<A> parameter : parameters.all()) {
      parameter.storeGradient(table.get(parameter.shape().name()));
    }
  }

  private INDArray out(
      Sheet<A> sheet, ArrayType kind, LayerWorkspaceMgr workspaces, boolean gradients) {
    Rows rows = sheet.rows();
    long[] shape =
        rows.flat()
            ? new long[] {rows.batch(), sheet.width()}
            : new long[] {rows.batch(), rows.time(), sheet.width()};
    INDArray memory = workspaces.createUninitialized(kind, type, shape, 'c');
    INDArray array = rows.flat() ? memory : memory.permute(0, 2, 1);
    if (gradients) {
      sheet.storeGradients(array);
    } else {
      sheet.store(array);
    }
    return array;
  }
}
