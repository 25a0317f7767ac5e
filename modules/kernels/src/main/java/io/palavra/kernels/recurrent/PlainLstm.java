package io.palavra.kernels.recurrent;

import io.palavra.kernels.plain.Keep;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link LstmSweep} in operations of ND4J. */
final class PlainLstm extends PlainSweep {
  private final Keep memoryRoom;
  private final Keep squashedRoom;
  private INDArray memory;
  private INDArray squashed;
  private INDArray hand;

  PlainLstm(RecurrentCell cell, DataType type, boolean reversed) {
    super(cell, type, reversed);
    memoryRoom = new Keep(type);
    squashedRoom = new Keep(type);
  }

  @Override
  void begin(PlainBatch newBatch, INDArray keepHidden) {
    super.begin(newBatch, keepHidden);
    memory = memoryRoom.shaped((batch.steps() + 1L) * batch.size(), units);
    squashed = squashedRoom.shaped((long) batch.steps() * batch.size(), units);
    slot(memory, first()).assign(0);
  }

  @Override
  void advance(int t, int before, int after) {
    INDArray rows = slot(gates, t).addi(slot(seen, before).mmul(recurrent));
    INDArray a = columns(rows, 0, units);
    INDArray f = columns(rows, units, units);
    INDArray o = columns(rows, 2L * units, units);
    INDArray i = columns(rows, 3L * units, units);
    content.apply(a);
    gate.apply(columns(rows, units, 3L * units));
    slot(memory, after).assign(slot(memory, before).mul(f).addi(a.mul(i)));
    INDArray out = slot(squashed, t);
    out.assign(slot(memory, after));
    content.apply(out);
    slot(hidden, after).assign(out.mul(o));
    carry(memory, t, before, after);
  }

  @Override
  void backward(INDArray outer, int limit) {
    hand = Nd4j.zeros(type, batch.size(), units);
    super.backward(outer, limit);
  }

  @Override
  INDArray retreat(int t, int before, INDArray state) {
    INDArray rows = slot(gates, t);
    INDArray a = columns(rows, 0, units);
    INDArray f = columns(rows, units, units);
    INDArray o = columns(rows, 2L * units, units);
    INDArray i = columns(rows, 3L * units, units);
    INDArray s = slot(squashed, t);
    INDArray cell = hand.add(content.slope(s).muli(o).muli(state));
    INDArray next = cell.mul(f);
    if (batch.masked()) {
      next.muliColumnVector(batch.live(t)).addi(hand.mulColumnVector(batch.dead(t)));
    }
    INDArray da = content.slope(a).muli(cell).muli(i);
    INDArray df = gate.slope(f).muli(cell).muli(slot(memory, before));
    INDArray dout = gate.slope(o).muli(state).muli(s);
    INDArray di = gate.slope(i).muli(cell).muli(a);
    a.assign(da);
    f.assign(df);
    o.assign(dout);
    i.assign(di);
    hand = next;
    return state.ulike().assign(0);
  }

  @Override
  INDArray state(int kind) {
    return kind == 1 ? memory : super.state(kind);
  }
}
