package io.palavra.kernels.arithmetic;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The gated cells with sigmoid and tanh. What is left of a row after whole vectors is computed one
 * by one.
 *
 * <p>Exponentials are taken apart, in loops of their own, and loops call the Vector API alone: what
 * the JIT compiler has to inline stays small.
 */
final class VectorCells implements GatedCells<float[]> {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final VectorFloats math;

  VectorCells(VectorFloats math) {
    this.math = math;
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
      FloatVector a = FloatVector.fromArray(SPECIES, gates, g);
      FloatVector f = FloatVector.fromArray(SPECIES, gates, g + units);
      FloatVector i = FloatVector.fromArray(SPECIES, gates, g + 3 * units);
      FloatVector kept = f.mul(FloatVector.fromArray(SPECIES, memory, before + j));
      kept.add(i.mul(a)).intoArray(memory, after + j);
    }
    for (int j = bound; j < units; j++) {
      int g = row + j;
      float kept = gates[g + units] * memory[before + j];
      memory[after + j] = kept + gates[g + 3 * units] * gates[g];
    }
    math.copy(memory, after, squashed, squashedRow, units);
    math.squash(Squash.TANH, squashed, squashedRow, units);
    math.multiply(gates, row + 2 * units, squashed, squashedRow, hidden, after, units);
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
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    int bound = SPECIES.loopBound(units);
    for (int j = 0; j < bound; j += LANES) {
      int g = row + j;
      FloatVector a = FloatVector.fromArray(SPECIES, gates, g);
      FloatVector f = FloatVector.fromArray(SPECIES, gates, g + units);
      FloatVector o = FloatVector.fromArray(SPECIES, gates, g + 2 * units);
      FloatVector i = FloatVector.fromArray(SPECIES, gates, g + 3 * units);
      FloatVector t = FloatVector.fromArray(SPECIES, squashed, squashedRow + j);
      FloatVector dh = FloatVector.fromArray(SPECIES, dHidden, hand + j);
      FloatVector dm =
          FloatVector.fromArray(SPECIES, dMemory, hand + j).add(dh.mul(o).mul(one.sub(t.mul(t))));
      dm.mul(i).mul(one.sub(a.mul(a))).intoArray(gates, g);
      dm.mul(FloatVector.fromArray(SPECIES, memory, before + j))
          .mul(f.sub(f.mul(f)))
          .intoArray(gates, g + units);
      dh.mul(t).mul(o.sub(o.mul(o))).intoArray(gates, g + 2 * units);
      dm.mul(a).mul(i.sub(i.mul(i))).intoArray(gates, g + 3 * units);
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
      FloatVector n = FloatVector.fromArray(SPECIES, gates, inner + j);
      FloatVector back = FloatVector.fromArray(SPECIES, hidden, before + j).sub(n);
      n.add(FloatVector.fromArray(SPECIES, gates, row + units + j).mul(back))
          .intoArray(hidden, after + j);
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
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    int bound = SPECIES.loopBound(units);
    for (int j = 0; j < bound; j += LANES) {
      int g = row + j;
      FloatVector r = FloatVector.fromArray(SPECIES, gates, g);
      FloatVector z = FloatVector.fromArray(SPECIES, gates, g + units);
      FloatVector n = FloatVector.fromArray(SPECIES, gates, g + 2 * units);
      FloatVector dh = FloatVector.fromArray(SPECIES, dHidden, hand + j);
      FloatVector kept = dh.mul(z);
      FloatVector dn = dh.sub(kept).mul(one.sub(n.mul(n)));
      FloatVector dr =
          dn.mul(FloatVector.fromArray(SPECIES, recurrent, g + 2 * units)).mul(r.sub(r.mul(r)));
      FloatVector dz =
          dh.mul(FloatVector.fromArray(SPECIES, hidden, before + j).sub(n)).mul(z.sub(z.mul(z)));
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
