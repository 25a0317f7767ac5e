package io.palavra.kernels.recurrent;

import io.palavra.kernels.plain.Keep;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** {@link LstmSweep} in operations of ND4J. */
final class PlainLstm extends PlainSweep {
  private static final int A = 0;
  private static final int F = 1;
  private static final int O = 2;
  private static final int I = 3;

  private final Keep memoryRoom;
  private final Keep squashedRoom;
  private final Keep innerRoom;

  /** Of the memory on its way out. */
  private final Optional<PlainNorm> outward;

  private INDArray memory;

  /** {@code squash(c')} of every row. */
  private INDArray squashed;

  /** What {@link #squashed} was, then its gradient where the memory is normalised. */
  private INDArray inner;

  /** Of forget, output and input gate, {@code [units, 3]}. */
  private INDArray peepholes;

  private INDArray shift;
  private INDArray hand;

  PlainLstm(RecurrentCell cell, DataType type, boolean reversed) {
    super(cell, type, reversed, 0, 4);
    memoryRoom = new Keep(type);
    squashedRoom = new Keep(type);
    innerRoom = new Keep(type);
    outward = norm(options.layerNorm(), 0, 1);
  }

  @Override
  public void weights(Weights weights, boolean training) {
    super.weights(weights, training);
    peepholes = weights.recurrent();
    weights
        .gains()
        .map(gains -> gains.reshape(1, gains.length()))
        .ifPresent(
            gains -> {
              outward.ifPresent(norm -> norm.gain(columns(gains, 2L * width, units)));
              shift = columns(gains, 2L * width + units, units);
            });
  }

  /** Where peepholes of a gate lie among the recurrent weights, as a row. */
  private INDArray peephole(INDArray weights, int gateNumber) {
    return columns(weights, width + gateNumber - 1L, 1).transpose();
  }

  @Override
  void begin(PlainBatch newBatch, INDArray keepHidden) {
    super.begin(newBatch, keepHidden);
    memory = memoryRoom.shaped(rows() + batch.size(), units);
    squashed = squashedRoom.shaped(rows(), units);
    inner = raw() || options.layerNorm() ? innerRoom.shaped(rows(), units) : squashed;
    slot(memory, first()).assign(0);
    outward.ifPresent(norm -> norm.begin(rows()));
  }

  @Override
  void advance(int t, int before, int after) {
    slot(gates, t).addi(recurred(t, before));
    INDArray old = slot(memory, before);
    INDArray next = slot(memory, after);
    activate(content, t, A);
    if (options.peepholes()) {
      peep(t, F, old);
      peep(t, I, old);
      activate(gate, t, F);
      activate(gate, t, I);
    } else {
      activate(gate, t, F, 3);
    }
    next.assign(old.mul(gate(t, F)).addi(gate(t, A).mul(gate(t, I))));
    if (options.peepholes()) {
      peep(t, O, next);
      activate(gate, t, O);
    }
    INDArray out = slot(squashed, t);
    out.assign(next);
    outward.ifPresent(norm -> out.assign(norm.forward(row(t), out).addiRowVector(shift)));
    if (inner != squashed) {
      slot(inner, t).assign(out);
    }
    content.apply(out);
    slot(hidden, after).assign(out.mul(gate(t, O)));
    carry(memory, t, before, after);
  }

  private void peep(int t, int number, INDArray memories) {
    gate(t, number).addi(memories.mulRowVector(peephole(peepholes, number)));
  }

  @Override
  void backward(INDArray outer, int limit) {
    hand = Nd4j.zeros(type, batch.size(), units);
    super.backward(outer, limit);
  }

  @Override
  INDArray retreat(int t, int before, INDArray state) {
    INDArray a = gate(t, A);
    INDArray f = gate(t, F);
    INDArray o = gate(t, O);
    INDArray i = gate(t, I);
    INDArray cell = putsOut(1) ? hand.add(outer(t, 1)) : hand.dup('c');
    INDArray dOut = back(gate, t, O, state.mul(slot(squashed, t)));
    cell.addi(memoryBack(t, state.mul(o)));
    if (options.peepholes()) {
      cell.addi(dOut.mulRowVector(peephole(peepholes, O)));
    }
    INDArray next = cell.mul(f);
    INDArray da = back(content, t, A, cell.mul(i));
    INDArray df = back(gate, t, F, cell.mul(slot(memory, before)));
    INDArray di = back(gate, t, I, cell.mul(a));
    if (options.peepholes()) {
      next.addi(df.mulRowVector(peephole(peepholes, F)));
      next.addi(di.mulRowVector(peephole(peepholes, I)));
    }
    if (batch.masked()) {
      next.muliColumnVector(batch.live(t)).addi(hand.mulColumnVector(batch.dead(t)));
    }
    a.assign(da);
    f.assign(df);
    o.assign(dOut);
    i.assign(di);
    hand = next;
    return state.ulike().assign(0);
  }

  @Override
  void silence(int t) {
    super.silence(t);
    if (options.layerNorm()) {
      slot(inner, t).assign(0);
    }
  }

  /** What reaches the memory after a step by way of that step's output. */
  private INDArray memoryBack(int t, INDArray d) {
    INDArray back = content.back(slot(inner, t), slot(squashed, t), d);
    if (outward.isEmpty()) {
      return back;
    }
    if (batch.masked()) {
      back.muliColumnVector(batch.live(t));
    }
    slot(inner, t).assign(back);
    return outward.get().backward(row(t), back);
  }

  @Override
  public void gradients(Weights gradients) {
    super.gradients(gradients);
    if (options.peepholes()) {
      INDArray out = gradients.recurrent();
      INDArray before = memories(reversed ? 1 : 0);
      peephole(out, F).assign(along(F, before));
      peephole(out, O).assign(along(O, memories(reversed ? 0 : 1)));
      peephole(out, I).assign(along(I, before));
    }
    gradients
        .gains()
        .map(gains -> gains.reshape(1, gains.length()))
        .ifPresent(
            gains -> {
              outward.ifPresent(
                  norm -> columns(gains, 2L * width, units).assign(norm.gainGradient(inner)));
              columns(gains, 2L * width + units, units).assign(inner.sum(0));
            });
  }

  /** What the gradients of a gate and memories have in common, summed over all rows. */
  private INDArray along(int number, INDArray memories) {
    return columns(gates, (long) number * units, units).mul(memories).sum(0);
  }

  /** The memories of all steps from a slot on, {@code [rows, units]}. */
  private INDArray memories(int slot) {
    return memory.get(NDArrayIndex.interval(row(slot), row(slot) + rows()), NDArrayIndex.all());
  }

  @Override
  INDArray hand(int kind) {
    return kind == 1 ? hand : super.hand(kind);
  }

  @Override
  INDArray state(int kind) {
    return kind == 1 ? memory : super.state(kind);
  }
}
