package io.palavra.kernels.recurrent;

import io.palavra.kernels.plain.Keep;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link GruSweep} in operations of ND4J. */
final class PlainGru extends PlainSweep {
  private final Keep recurrentRoom;
  private INDArray products;

  PlainGru(RecurrentCell cell, DataType type, boolean reversed) {
    super(cell, type, reversed);
    recurrentRoom = new Keep(type);
  }

  @Override
  void begin(PlainBatch newBatch, INDArray keepHidden) {
    super.begin(newBatch, keepHidden);
    products = recurrentRoom.shaped((long) batch.steps() * batch.size(), width);
  }

  @Override
  void advance(int t, int before, int after) {
    INDArray rows = slot(gates, t);
    INDArray product = slot(products, t);
    product.assign(slot(seen, before).mmul(recurrent));
    INDArray q = columns(product, 2L * units, units).addiRowVector(columns(bias, width, units));
    columns(rows, 0, 2L * units).addi(columns(product, 0, 2L * units));
    gate.apply(columns(rows, 0, 2L * units));
    INDArray r = columns(rows, 0, units);
    INDArray z = columns(rows, units, units);
    INDArray n = columns(rows, 2L * units, units);
    n.addi(r.mul(q));
    content.apply(n);
    slot(hidden, after).assign(slot(hidden, before).sub(n).muli(z).addi(n));
  }

  @Override
  INDArray retreat(int t, int before, INDArray state) {
    INDArray rows = slot(gates, t);
    INDArray product = slot(products, t);
    INDArray r = columns(rows, 0, units);
    INDArray z = columns(rows, units, units);
    INDArray n = columns(rows, 2L * units, units);
    INDArray q = columns(product, 2L * units, units);
    INDArray direct = state.mul(z);
    INDArray dn = content.slope(n).muli(state.sub(direct));
    INDArray dz = gate.slope(z).muli(slot(hidden, before).sub(n)).muli(state);
    INDArray dr = gate.slope(r).muli(dn).muli(q);
    q.assign(dn.mul(r));
    r.assign(dr);
    z.assign(dz);
    n.assign(dn);
    columns(product, 0, 2L * units).assign(columns(rows, 0, 2L * units));
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
