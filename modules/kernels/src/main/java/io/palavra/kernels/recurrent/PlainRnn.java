package io.palavra.kernels.recurrent;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link RnnSweep} in operations of ND4J. */
final class PlainRnn extends PlainSweep {

  PlainRnn(RecurrentCell cell, DataType type, boolean reversed) {
    super(cell, type, reversed, 0, 1);
  }

  @Override
  void advance(int t, int before, int after) {
    slot(gates, t).addi(recurred(t, before));
    activate(content, t, 0);
    slot(hidden, after).assign(slot(gates, t));
  }

  @Override
  INDArray retreat(int t, int before, INDArray state) {
    slot(gates, t).assign(back(content, t, 0, state));
    return state.ulike().assign(0);
  }
}
