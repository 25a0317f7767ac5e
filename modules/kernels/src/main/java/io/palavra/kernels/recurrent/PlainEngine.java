package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.plain.Keep;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** {@link Engine} in operations of ND4J. */
final class PlainEngine implements Recurrence {
  private final DataType type;
  private final List<PlainSweep> sweeps = new ArrayList<>();
  private final Combination combination;

  /** Kinds of state that are put out. */
  private final int kinds;

  private final Keep inputRoom;
  private PlainBatch batch;
  private INDArray keep;

  PlainEngine(DataType type, List<RecurrentCell> cells, Combination combination, int kinds) {
    if (!type.isFPType()) {
      throw new IllegalArgumentException("recurrent layers compute in no " + type);
    }
    this.type = type;
    this.combination = combination;
    this.kinds = kinds;
    this.inputRoom = new Keep(type);
    for (RecurrentCell cell : cells) {
      sweeps.add(PlainSweep.of(cell, type, !sweeps.isEmpty()));
    }
  }

  @Override
  public RecurrenceMemory memory(int i) {
    return sweeps.get(i);
  }

  @Override
  public int outputs() {
    return width() * (combination == Combination.CONCATENATE ? sweeps.size() : 1);
  }

  /** Of what one sweep puts out. */
  private int width() {
    return kinds * sweeps.get(0).units;
  }

  @Override
  public void begin(Start start) {
    Extent extent = start.extent();
    VariationalDropout dropout = start.dropout();
    int inputs = sweeps.get(0).inputs;
    INDArray x = inputRoom.shaped(extent.steps(), extent.batch(), inputs).assign(start.x());
    keep = mask(extent.batch(), inputs, dropout.input(), dropout.seed());
    dropInput(x);
    batch = PlainBatch.of(x.reshape('c', extent.rows(), inputs), extent, type);
    for (int i = 0; i < sweeps.size(); i++) {
      int units = sweeps.get(i).units;
      sweeps
          .get(i)
          .begin(batch, mask(extent.batch(), units, dropout.hidden(), dropout.seed() + 1 + i));
    }
  }

  /** What dropout multiplies with; empty where nothing is dropped. */
  @SuppressWarnings("try")
  private INDArray mask(int size, int columns, double probability, long seed) {
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      if (probability == 0) {
        return Nd4j.empty(type);
      }
      double[] drawn = new double[size * columns];
      VariationalDropout.draw(Arithmetics.doubles(), drawn, drawn.length, probability, seed);
      return Nd4j.createFromArray(drawn).reshape('c', size, columns).castTo(type);
    }
  }

  private void dropInput(INDArray x) {
    for (int t = 0; !keep.isEmpty() && t < x.size(0); t++) {
      x.slice(t).muli(keep);
    }
  }

  @Override
  public void forward() {
    sweeps.forEach(sweep -> sweep.forward(batch.x()));
  }

  @Override
  public void output(INDArray out) {
    INDArray rows = out.reshape('c', (long) batch.steps() * batch.size(), outputs());
    INDArray first = sweeps.get(0).outputs(kinds);
    if (sweeps.size() == 1) {
      rows.assign(first);
    } else {
      INDArray second = sweeps.get(1).outputs(kinds);
      switch (combination) {
        case CONCATENATE -> rows.assign(Nd4j.concat(1, first, second));
        case MULTIPLY -> rows.assign(first.mul(second));
        case ADD -> rows.assign(first.add(second));
        case AVERAGE -> rows.assign(first.add(second).muli(0.5));
      }
    }
    if (batch.masked()) {
      rows.muliColumnVector(batch.mask());
    }
  }

  @Override
  public void backward(INDArray epsilon, int limit, INDArray inputGradient) {
    long rows = (long) batch.steps() * batch.size();
    INDArray outer = epsilon.dup('c').reshape('c', rows, outputs());
    List<INDArray> parts = divided(outer);
    INDArray all = inputGradient.reshape('c', rows, sweeps.get(0).inputs);
    for (int i = 0; i < sweeps.size(); i++) {
      PlainSweep sweep = sweeps.get(i);
      sweep.backward(parts.get(i), limit);
      INDArray part = sweep.inputGradient();
      if (i == 0) {
        all.assign(part);
      } else {
        all.addi(part);
      }
    }
    dropInput(inputGradient);
  }

  /** The gradients of the sweeps' outputs from that of the combined output. */
  private List<INDArray> divided(INDArray outer) {
    if (sweeps.size() == 1) {
      return List.of(outer);
    }
    int width = width();
    return switch (combination) {
      // Copies: rows of a view of columns come out empty, by the bounds check of ND4J's get.
      case CONCATENATE ->
          List.of(
              outer.get(NDArrayIndex.all(), NDArrayIndex.interval(0, width)).dup('c'),
              outer.get(NDArrayIndex.all(), NDArrayIndex.interval(width, 2L * width)).dup('c'));
      case MULTIPLY ->
          List.of(outer.mul(sweeps.get(1).outputs(kinds)), outer.mul(sweeps.get(0).outputs(kinds)));
      case ADD -> List.of(outer, outer);
      case AVERAGE -> {
        INDArray half = outer.mul(0.5);
        yield List.of(half, half);
      }
    };
  }
}
