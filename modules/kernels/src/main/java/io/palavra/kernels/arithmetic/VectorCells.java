package io.palavra.kernels.arithmetic;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The gated cells with sigmoid and tanh. What is left of a row after whole vectors is computed one
 * by one.
 *
 * <p>No loop holds more than one exponential, which keeps what the JIT compiler has to inline
 * small.
 */
final class VectorCells implements GatedCells<float[]> {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final VectorFloats math;

  VectorCells(VectorFloats math) {
    this.math = math;
  }

  private static FloatVector at(float[] array, int offset) {
    return FloatVector.fromArray(SPECIES, array, offset);
  }

  private static FloatVector tanh(FloatVector x) {
    FloatVector e = VectorExponential.exp(x.add(x));
    return FloatVector.broadcast(SPECIES, 1).sub(FloatVector.broadcast(SPECIES, 2).div(e.add(1)));
  }

  /** {@code d y (1 - y)}. */
  private static FloatVector sigmoidSlope(FloatVector d, FloatVector y) {
    return d.mul(y.sub(y.mul(y)));
  }

  /** {@code d (1 - y y)}. */
  private static FloatVector tanhSlope(FloatVector d, FloatVector y) {
    return d.mul(FloatVector.broadcast(SPECIES, 1).sub(y.mul(y)));
  }

  @Override
  @SuppressWarnings("checkstyle:ParameterNumber")
  public void lstm(
      float[] gates,
      int row,
      float[] memory,
      int before,
      int after,
      float[] squashed,
      int squashedRow,
      float[] hidden,
      int units) {
    math.squash(Squash.TANH, gates, row, units);
    math.squash(Squash.SIGMOID, gates, row + units, 3 * units);
    int bound = SPECIES.loopBound(units);
    for (int j = 0; j < bound; j += LANES) {
      int g = row + j;
      FloatVector kept = at(gates, g + units).mul(at(memory, before + j));
      FloatVector c = kept.add(at(gates, g + 3 * units).mul(at(gates, g)));
      c.intoArray(memory, after + j);
      FloatVector t = tanh(c);
      t.intoArray(squashed, squashedRow + j);
      at(gates, g + 2 * units).mul(t).intoArray(hidden, after + j);
    }
    for (int j = bound; j < units; j++) {
      int g = row + j;
      float c = gates[g + units] * memory[before + j] + gates[g + 3 * units] * gates[g];
      memory[after + j] = c;
      float t = Exponential.tanh(c);
      squashed[squashedRow + j] = t;
      hidden[after + j] = gates[g + 2 * units] * t;
    }
  }

  @Override
  @SuppressWarnings("checkstyle:ParameterNumber")
  public void lstmBack(
      float[] gates,
      int row,
      float[] memory,
      int before,
      float[] squashed,
      int squashedRow,
      float[] dHidden,
      float[] dMemory,
      int hand,
      int units) {
    int bound = SPECIES.loopBound(units);
    for (int j = 0; j < bound; j += LANES) {
      int g = row + j;
      FloatVector a = at(gates, g);
      FloatVector f = at(gates, g + units);
      FloatVector o = at(gates, g + 2 * units);
      FloatVector i = at(gates, g + 3 * units);
      FloatVector t = at(squashed, squashedRow + j);
      FloatVector dh = at(dHidden, hand + j);
      FloatVector dm = at(dMemory, hand + j).add(tanhSlope(dh.mul(o), t));
      tanhSlope(dm.mul(i), a).intoArray(gates, g);
      sigmoidSlope(dm.mul(at(memory, before + j)), f).intoArray(gates, g + units);
      sigmoidSlope(dh.mul(t), o).intoArray(gates, g + 2 * units);
      sigmoidSlope(dm.mul(a), i).intoArray(gates, g + 3 * units);
      dm.mul(f).intoArray(dMemory, hand + j);
      FloatVector.zero(SPECIES).intoArray(dHidden, hand + j);
    }
    for (int j = bound; j < units; j++) {
      int g = row + j;
      float a = gates[g];
      float f = gates[g + units];
      float o = gates[g + 2 * units];
      float i = gates[g + 3 * units];
      float t = squashed[squashedRow + j];
      float dh = dHidden[hand + j];
      float dm = dMemory[hand + j] + dh * o * (1 - t * t);
      gates[g] = dm * i * (1 - a * a);
      gates[g + units] = dm * memory[before + j] * (f - f * f);
      gates[g + 2 * units] = dh * t * (o - o * o);
      gates[g + 3 * units] = dm * a * (i - i * i);
      dMemory[hand + j] = dm * f;
      dHidden[hand + j] = 0;
    }
  }

  @Override
  public void gru(
      float[] gates, float[] recurrent, int row, float[] hidden, int before, int after, int units) {
    int inner = row + 2 * units;
    math.add(recurrent, row, gates, row, 2 * units);
    math.squash(Squash.SIGMOID, gates, row, 2 * units);
    math.multiplyAdd(gates, row, recurrent, inner, gates, inner, units);
    math.squash(Squash.TANH, gates, inner, units);
    int bound = SPECIES.loopBound(units);
    for (int j = 0; j < bound; j += LANES) {
      FloatVector n = at(gates, inner + j);
      FloatVector back = at(hidden, before + j).sub(n);
      n.add(at(gates, row + units + j).mul(back)).intoArray(hidden, after + j);
    }
    for (int j = bound; j < units; j++) {
      float n = gates[inner + j];
      hidden[after + j] = n + gates[row + units + j] * (hidden[before + j] - n);
    }
  }

  @Override
  public void gruBack(
      float[] gates,
      float[] recurrent,
      int row,
      float[] hidden,
      int before,
      float[] dHidden,
      int hand,
      int units) {
    int bound = SPECIES.loopBound(units);
    for (int j = 0; j < bound; j += LANES) {
      int g = row + j;
      FloatVector r = at(gates, g);
      FloatVector z = at(gates, g + units);
      FloatVector n = at(gates, g + 2 * units);
      FloatVector dh = at(dHidden, hand + j);
      FloatVector kept = dh.mul(z);
      FloatVector dn = tanhSlope(dh.sub(kept), n);
      FloatVector dr = sigmoidSlope(dn.mul(at(recurrent, g + 2 * units)), r);
      FloatVector dz = sigmoidSlope(dh.mul(at(hidden, before + j).sub(n)), z);
      kept.intoArray(dHidden, hand + j);
      dr.intoArray(gates, g);
      dr.intoArray(recurrent, g);
      dz.intoArray(gates, g + units);
      dz.intoArray(recurrent, g + units);
      dn.intoArray(gates, g + 2 * units);
      dn.mul(r).intoArray(recurrent, g + 2 * units);
    }
    for (int j = bound; j < units; j++) {
      int g = row + j;
      float r = gates[g];
      float z = gates[g + units];
      float n = gates[g + 2 * units];
      float dh = dHidden[hand + j];
      float dn = (dh - dh * z) * (1 - n * n);
      float dr = dn * recurrent[g + 2 * units] * (r - r * r);
      float dz = dh * (hidden[before + j] - n) * (z - z * z);
      dHidden[hand + j] = dh * z;
      gates[g] = dr;
      recurrent[g] = dr;
      gates[g + units] = dz;
      recurrent[g + units] = dz;
      gates[g + 2 * units] = dn;
      recurrent[g + 2 * units] = dn * r;
    }
  }
}
