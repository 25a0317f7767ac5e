package io.palavra.kernels.recurrent;

import io.palavra.kernels.plain.Keep;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link GruBeforeSweep} in operations of ND4J. */
final class PlainGruBefore extends PlainSweep {
  private final Keep resetRoom;
  private final Optional<PlainNorm> gateNorm;
  private final Optional<PlainNorm> contentNorm;

  /** {@code r h}. */
  private INDArray reset;

  PlainGruBefore(RecurrentCell cell, DataType type, boolean reversed) {
    super(cell, type, reversed, 0, 2, 3);
    resetRoom = new Keep(type);
    gateNorm = norm(options.layerNorm(), 0, 2);
    contentNorm = norm(options.layerNorm(), 0, 1);
  }

  @Override
  public void weights(Weights weights, boolean training) {
    super.weights(weights, training);
    weights
        .gains()
        .map(gains -> columns(gains.reshape(1, gains.length()), width, width))
        .ifPresent(
            gains -> {
              gateNorm.ifPresent(norm -> norm.gain(gates(gains)));
              contentNorm.ifPresent(norm -> norm.gain(content(gains)));
            });
  }

  private INDArray gates(INDArray all) {
    return columns(all, 0, 2L * units);
  }

  private INDArray content(INDArray all) {
    return columns(all, 2L * units, units);
  }

  @Override
  void begin(PlainBatch newBatch, INDArray keepHidden) {
    super.begin(newBatch, keepHidden);
    reset = resetRoom.shaped(rows(), units);
    gateNorm.ifPresent(norm -> norm.begin(rows()));
    contentNorm.ifPresent(norm -> norm.begin(rows()));
  }

  @Override
  void advance(int t, int before, int after) {
    INDArray products = slot(seen, before).mmul(gates(recurrent));
    gates(slot(gates, t))
        .addi(gateNorm.map(norm -> norm.forward(row(t), products)).orElse(products));
    activate(gate, t, 0, 2);
    slot(reset, t).assign(gate(t, 0).mul(slot(seen, before)));
    INDArray product = slot(reset, t).mmul(content(recurrent));
    INDArray n =
        gate(t, 2).addi(contentNorm.map(norm -> norm.forward(row(t), product)).orElse(product));
    activate(content, t, 2);
    slot(hidden, after).assign(slot(hidden, before).sub(n).muli(gate(t, 1)).addi(n));
  }

  @Override
  INDArray retreat(int t, int before, INDArray state) {
    INDArray z = gate(t, 1);
    INDArray n = gate(t, 2);
    INDArray direct = state.mul(z);
    INDArray dn = back(content, t, 2, state.sub(direct));
    INDArray dz = back(gate, t, 1, slot(hidden, before).sub(n).muli(state));
    z.assign(dz);
    n.assign(dn);
    return direct;
  }

  @Override
  INDArray recurBack(int t, int before) {
    INDArray dn = gate(t, 2);
    INDArray dProduct = contentNorm.map(norm -> norm.backward(row(t), dn)).orElse(dn);
    INDArray dReset = dProduct.mmul(content(recurrent).transpose());
    INDArray r = gate(t, 0);
    INDArray direct = dReset.mul(r);
    r.assign(back(gate, t, 0, dReset.muli(slot(seen, before))));
    INDArray d = gates(slot(gates, t));
    INDArray products = gateNorm.map(norm -> norm.backward(row(t), d)).orElse(d);
    return products.mmul(gates(recurrent).transpose()).addi(direct);
  }

  @Override
  void silence(int t) {
    super.silence(t);
    gateNorm.ifPresent(norm -> slot(norm.gradients(), t).assign(0));
    contentNorm.ifPresent(norm -> slot(norm.gradients(), t).assign(0));
  }

  @Override
  void recurrentGradient(INDArray out, INDArray previous) {
    INDArray d = gateNorm.map(PlainNorm::gradients).orElse(gates(gates));
    gates(out).assign(previous.transpose().mmul(d));
    INDArray dn = contentNorm.map(PlainNorm::gradients).orElse(content(gates));
    content(out).assign(reset.transpose().mmul(dn));
  }

  @Override
  void recurrentGains(INDArray out) {
    gateNorm.ifPresent(norm -> gates(out).assign(norm.gainGradient(gates(gates))));
    contentNorm.ifPresent(norm -> content(out).assign(norm.gainGradient(content(gates))));
  }
}
