package io.palavra.kernels.part;

import io.palavra.kernels.arithmetic.Floor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a part with kernels.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Runner<A> implements PartRun {
  private final Floor<A> floor;
  private final DataType type;
  private final Parameters<A> parameters;
  private final Part<A> part;
  private final List<Sheet<A>> inputs = new ArrayList<>();
  private final int[] widths;
  private int used;
  private Sheet<A> output;
  private boolean ready;

  /** Whether the last pass was inference, which can be repeated with what the way back needs. */
  private boolean repeatable;

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
    return type == DataType.DOUBLE
        ? new Runner<>(Floor.doubles(), type, source)
        : new Runner<>(Floor.floats(), type, source);
  }

  /** What it computes with. */
  public Floor<A> floor() {
    return floor;
  }

  /** What it runs. */
  public Part<A> part() {
    return part;
  }

  /**
   * Checks inputs.
   *
   * @throws DL4JInvalidInputException unless they are of rank 2 or 3, of the widths, and as many
   *     examples each
   */
  static void check(INDArray[] arrays, int[] widths, String layer) {
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
    }
  }

  /** Which steps of an input count. */
  static Rows rows(INDArray array, INDArray mask, String layer) {
    return array.rank() == 3
        ? Rows.ofSequences(array, mask, layer)
        : Rows.ofExamples(array, mask, layer);
  }

  private List<Sheet<A>> load(INDArray[] arrays, INDArray[] masks, boolean training, String layer) {
    check(arrays, widths, layer);
    for (int i = 0; i < arrays.length; i++) {
      inputs
          .get(i)
          .shape(rows(arrays[i], masks == null ? null : masks[i], layer), widths[i], training);
      inputs.get(i).load(arrays[i].castTo(type));
    }
    used = arrays.length;
    return inputs.subList(0, used);
  }

  @Override
  public void loadParameters(Map<String, INDArray> table, boolean training) {
    for (Parameter<A> parameter : parameters.all()) {
      parameter.load(table.get(parameter.shape().name()), training);
    }
  }

  @Override
  public Rows open(INDArray input, INDArray mask, boolean training, String layer) {
    repeatable = false;
    return load(new INDArray[] {input}, new INDArray[] {mask}, training, layer).get(0).rows();
  }

  @Override
  public int labels() {
    return ((LossPart<A>) part).labels();
  }

  @Override
  public double[] losses(int[] labels, boolean training) {
    return ((LossPart<A>) part).losses(inputs.get(0), labels, PartRun.pass(training));
  }

  @Override
  public Optional<INDArray> attentionWeights() {
    return part instanceof Attentive attentive ? attentive.attentionWeights() : Optional.empty();
  }

  @Override
  public INDArray run(
      INDArray[] arrays,
      INDArray[] masks,
      boolean training,
      LayerWorkspaceMgr workspaces,
      String layer) {
    ready = false;
    repeatable = false;
    List<Sheet<A>> sheets = load(arrays, masks, training, layer);
    output = part.forward(sheets, PartRun.pass(training));
    ready = training;
    repeatable = !training;
    return out(output, ArrayType.ACTIVATIONS, workspaces, false);
  }

  @Override
  public INDArray[] back(
      INDArray epsilon, Map<String, INDArray> table, LayerWorkspaceMgr workspaces, String layer) {
    if (repeatable) {
      repeat();
    }
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

  /** A frozen layer answers as in inference, and goes back all the same. */
  private void repeat() {
    repeatable = false;
    parameters.all().forEach(Parameter::gradientRoom);
    List<Sheet<A>> sheets = inputs.subList(0, used);
    sheets.forEach(sheet -> sheet.shape(sheet.rows(), sheet.width(), true));
    output = part.forward(sheets, Pass.FROZEN);
    ready = true;
  }

  @Override
  public INDArray inputGradient(int i, LayerWorkspaceMgr workspaces) {
    return out(inputs.get(i), ArrayType.ACTIVATION_GRAD, workspaces, true);
  }

  @Override
  public void storeGradients(Map<String, INDArray> table) {
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
