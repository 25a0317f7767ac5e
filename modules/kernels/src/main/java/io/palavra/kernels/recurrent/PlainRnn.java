package io.palavra.kernels.recurrent;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link RnnSweep} in operations of ND4J. */
final class PlainRnn extends PlainSweep {

  PlainRnn(RecurrentCell cell, DataType type, boolean reversed) {
    super(cell, type, reversed);
  }

  @Override
  void advance(int t, int before, int after) {
    INDArray rows = slot(gates, t).addi(slot(seen, before).mmul(recurrent));
    content.apply(rows);
    slot(hidden, after).assign(rows);
  }

  @Override
  INDArray retreat(int t, int before, INDArray state) {
    INDArray rows = slot(gates, t);
    rows.assign(content.slope(rows).muli(state));
    return state.ulike().assign(0);
  }
}
