package io.palavra.kernels.recurrent;

import io.palavra.kernels.plain.Keep;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link GruSweep} in operations of ND4J. */
final class PlainGru extends PlainSweep {
  private final Keep recurrentRoom;

  /** What the recurrent weights add, then its gradients: {@code [rows, width]}. */
  private INDArray products;

  PlainGru(RecurrentCell cell, DataType type, boolean reversed) {
    super(cell, type, reversed, 0, 2, 3);
    recurrentRoom = new Keep(type);
  }

  @Override
  void begin(PlainBatch newBatch, INDArray keepHidden) {
    super.begin(newBatch, keepHidden);
    products = recurrentRoom.shaped(rows(), width);
  }

  @Override
  void advance(int t, int before, int after) {
    INDArray product = slot(products, t);
    product.assign(recurred(t, before));
    INDArray q = columns(product, 2L * units, units).addiRowVector(columns(bias, width, units));
    columns(slot(gates, t), 0, 2L * units).addi(columns(product, 0, 2L * units));
    activate(gate, t, 0, 2);
    INDArray n = gate(t, 2).addi(gate(t, 0).mul(q));
    activate(content, t, 2);
    slot(hidden, after).assign(slot(hidden, before).sub(n).muli(gate(t, 1)).addi(n));
  }

  @Override
  INDArray retreat(int t, int before, INDArray state) {
    INDArray product = slot(products, t);
    INDArray r = gate(t, 0);
    INDArray z = gate(t, 1);
    INDArray n = gate(t, 2);
    INDArray q = columns(product, 2L * units, units);
    INDArray direct = state.mul(z);
    INDArray dn = back(content, t, 2, state.sub(direct));
    INDArray dz = back(gate, t, 1, slot(hidden, before).sub(n).muli(state));
    INDArray dr = back(gate, t, 0, dn.mul(q));
    q.assign(dn.mul(r));
    r.assign(dr);
    z.assign(dz);
    n.assign(dn);
    columns(product, 0, 2L * units).assign(columns(slot(gates, t), 0, 2L * units));
    return direct;
  }

  @Override
  INDArray recurrentGradients() {
    return products;
  }

  @Override
  INDArray biasGradient() {
    return Nd4j.concat(0, gates.sum(0), columns(products, 2L * units, units).sum(0));
  }
}
