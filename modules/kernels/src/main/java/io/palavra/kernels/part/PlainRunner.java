package io.palavra.kernels.part;

import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Runs a part in operations of ND4J. The tape of a pass is closed when the next begins. */
public final class PlainRunner implements PartRun {
  private final DataType type;
  private final PartSource source;
  private final PlainPart part;
  private Tape tape = new Tape();
  private Map<String, INDArray> table = Map.of();
  private Map<String, Node> parameters = Map.of();
  private List<Node> leaves = new ArrayList<>();
  private List<PlainSheet> inputs = new ArrayList<>();
  private Node output;
  private boolean ready;

  PlainRunner(DataType type, PartSource source) {
    this.type = type;
    this.source = source;
    this.part = source.plain();
  }

  /** What it runs. */
  public PlainPart part() {
    return part;
  }

  /** Of all numbers. */
  public DataType type() {
    return type;
  }

  @Override
  public void loadParameters(Map<String, INDArray> newTable, boolean training) {
    table = newTable;
  }

  /** A pass without training on a tape of its own, with the parameters that are loaded. */
  public PlainPass pass(Tape own) {
    return new PlainPass(own, nodes(own), "", Pass.INFERENCE, type);
  }

  private Map<String, Node> nodes(Tape on) {
    Map<String, Node> all = new HashMap<>();
    table.forEach((name, array) -> all.put(name, on.leaf(matrix(array))));
    return all;
  }

  /** Vectors as rows. */
  private static INDArray matrix(INDArray array) {
    return array.rank() == 1 ? array.reshape('c', 1, array.length()) : array;
  }

  @SuppressWarnings("try")
  private void load(INDArray[] arrays, INDArray[] masks, String layer) {
    Runner.check(arrays, source.inputWidths(), layer);
    tape.close();
    tape = new Tape();
    leaves = new ArrayList<>();
    inputs = new ArrayList<>();
    ready = false;
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      parameters = nodes(tape);
      for (int i = 0; i < arrays.length; i++) {
        Rows rows = Runner.rows(arrays[i], masks == null ? null : masks[i], layer);
        INDArray byTime = arrays[i].rank() == 3 ? arrays[i].permute(0, 2, 1) : arrays[i];
        long width = arrays[i].size(1);
        INDArray flat =
            byTime.castTo(type).dup('c').reshape('c', (long) rows.batch() * rows.time(), width);
        Node leaf = tape.leaf(flat);
        leaves.add(leaf);
        inputs.add(new PlainSheet(rows.whole() ? leaf : tape.rows(leaf, places(rows)), rows));
      }
    }
  }

  private static int[] places(Rows rows) {
    int[] places = new int[rows.count()];
    Arrays.setAll(places, rows::place);
    return places;
  }

  /** For every place its row, or -1. */
  private static int[] rowsByPlace(Rows rows) {
    int[] all = new int[rows.batch() * rows.time()];
    Arrays.fill(all, -1);
    for (int row = 0; row < rows.count(); row++) {
      all[rows.place(row)] = row;
    }
    return all;
  }

  @Override
  @SuppressWarnings("try")
  public INDArray run(
      INDArray[] arrays,
      INDArray[] masks,
      boolean training,
      LayerWorkspaceMgr workspaces,
      String layer) {
    load(arrays, masks, layer);
    Rows rows;
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      PlainSheet result =
          part.forward(inputs, new PlainPass(tape, parameters, "", PartRun.pass(training), type));
      rows = result.rows();
      output = rows.whole() ? result.values() : tape.rows(result.values(), rowsByPlace(rows));
    }
    ready = true;
    return out(rows, output.value(), ArrayType.ACTIVATIONS, workspaces);
  }

  private INDArray out(Rows rows, INDArray flat, ArrayType kind, LayerWorkspaceMgr workspaces) {
    long width = flat.size(1);
    if (rows.flat()) {
      INDArray out =
          workspaces.createUninitialized(kind, type, new long[] {rows.batch(), width}, 'c');
      out.assign(flat);
      return out;
    }
    long[] shape = {rows.batch(), rows.time(), width};
    INDArray out = workspaces.createUninitialized(kind, type, shape, 'c');
    out.assign(flat.reshape('c', shape));
    return out.permute(0, 2, 1);
  }

  @Override
  @SuppressWarnings("try")
  public INDArray[] back(
      INDArray epsilon, Map<String, INDArray> out, LayerWorkspaceMgr workspaces, String layer) {
    if (!ready) {
      throw new IllegalStateException(
          "backward pass without a forward pass for training before it " + layer);
    }
    ready = false;
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      INDArray outer = epsilon.rank() == 3 ? epsilon.permute(0, 2, 1) : epsilon;
      tape.back(output, outer.castTo(type).dup('c').reshape('c', output.value().shape()));
    }
    storeGradients(out);
    INDArray[] all = new INDArray[leaves.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = inputGradient(i, workspaces);
    }
    return all;
  }

  @Override
  public Rows open(INDArray input, INDArray mask, boolean training, String layer) {
    load(new INDArray[] {input}, new INDArray[] {mask}, layer);
    return inputs.get(0).rows();
  }

  @Override
  public int labels() {
    return ((PlainLoss) part).labels();
  }

  @Override
  @SuppressWarnings("try")
  public double[] losses(int[] labels, boolean training) {
    PlainLoss loss = (PlainLoss) part;
    Pass pass = PartRun.pass(training);
    loss.begin(pass);
    PlainSheet x = inputs.get(0);
    int rows = labels.length;
    int block = Math.max(1, Math.min(rows, loss.rowsAtOnce()));
    double[] losses = new double[rows];
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      INDArray gradient = x.values().value().ulike().assign(0);
      for (int from = 0; from < rows; from += block) {
        int to = Math.min(rows, from + block);
        NDArrayIndexes some = new NDArrayIndexes(from, to);
        int[] own = Arrays.copyOfRange(labels, from, to);
        Rows which = to - from == rows ? x.rows() : Rows.single(to - from);
        lose(loss, some, which, own, pass, losses, gradient);
      }
      if (training && rows > 0) {
        tape.back(x.values(), gradient);
      }
    }
    return losses;
  }

  /** Some neighbouring rows. */
  private record NDArrayIndexes(int from, int to) {
    INDArray of(INDArray all) {
      return all.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }
  }

  private void lose(
      PlainLoss loss,
      NDArrayIndexes some,
      Rows which,
      int[] labels,
      Pass pass,
      double[] losses,
      INDArray gradient) {
    try (Tape block = new Tape()) {
      Map<String, Node> own = nodes(block);
      Node x = block.leaf(some.of(inputs.get(0).values().value()).dup('c'));
      Node result =
          loss.losses(new PlainSheet(x, which), labels, new PlainPass(block, own, "", pass, type));
      double[] values = result.value().dup('c').data().asDouble();
      System.arraycopy(values, 0, losses, some.from(), values.length);
      if (pass.training()) {
        block.back(result, result.value().ulike().assign(1));
        x.addGradientTo(some.of(gradient));
        own.forEach((name, node) -> node.giveGradientTo(parameters.get(name)));
      }
    }
  }

  @Override
  public void storeGradients(Map<String, INDArray> out) {
    parameters.forEach(
        (name, node) -> {
          INDArray view = out.get(name);
          if (view != null) {
            view.assign(0);
            node.addGradientTo(matrix(view));
          }
        });
  }

  @Override
  public INDArray inputGradient(int i, LayerWorkspaceMgr workspaces) {
    Rows rows = inputs.get(i).rows();
    INDArray flat = leaves.get(i).value().ulike().assign(0);
    leaves.get(i).addGradientTo(flat);
    return out(rows, flat, ArrayType.ACTIVATION_GRAD, workspaces);
  }

  @Override
  public Optional<INDArray> attentionWeights() {
    return part instanceof Attentive attentive ? attentive.attentionWeights() : Optional.empty();
  }
}
