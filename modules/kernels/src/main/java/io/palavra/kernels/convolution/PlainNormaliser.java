package io.palavra.kernels.convolution;

import io.palavra.kernels.recurrent.Extent;
import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link RowNormalization} in operations of ND4J. */
final class PlainNormaliser implements Normaliser {
  private final NormalizationKind kind;
  private final TapePass pass = new TapePass();
  private INDArray gains;
  private INDArray shifts;
  private INDArray mean;
  private INDArray variance;
  private Node gain;
  private Node shift;

  PlainNormaliser(NormalizationKind kind, int features, DataType type) {
    this.kind = kind;
    this.gains = Nd4j.ones(type, 1, features);
    this.shifts = Nd4j.zeros(type, 1, features);
    this.mean = shifts;
    this.variance = gains;
  }

  private static INDArray row(INDArray vector) {
    return vector.reshape('c', 1, vector.length());
  }

  @Override
  public void weights(INDArray newGains, INDArray newShifts) {
    gains = row(newGains);
    shifts = row(newShifts);
  }

  @Override
  public void statistics(INDArray means, INDArray variances) {
    mean = row(means);
    variance = row(variances);
  }

  @Override
  public void forward(INDArray source, Extent extent, boolean own, INDArray out) {
    pass.forward(source, extent, out, x -> normalise(x, own));
  }

  private Node normalise(Node all, boolean own) {
    Tape tape = pass.tape();
    gain = tape.leaf(gains);
    shift = tape.leaf(shifts);
    Node x = tape.rows(all, pass.places());
    int over = kind == NormalizationKind.LAYER ? 1 : 0;
    boolean batch = kind == NormalizationKind.BATCH;
    Node centre = batch && !own ? tape.constant(mean) : tape.mean(x, over);
    Node off = tape.subtract(x, centre);
    Node spread =
        batch && !own ? tape.constant(variance) : tape.mean(tape.multiply(off, off), over);
    if (batch && own) {
      keep(centre.value(), spread.value());
    }
    Node scale = tape.inverseRoot(tape.affine(spread, 1, RowNormalization.EPSILON));
    Node normal = tape.multiply(off, scale);
    return pass.spread(tape.add(tape.multiply(normal, gain), shift));
  }

  @SuppressWarnings("try")
  private void keep(INDArray centre, INDArray spread) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      mean = centre.dup('c');
      variance = spread.dup('c');
    }
  }

  @Override
  public void backward(
      INDArray epsilon, INDArray gainGradient, INDArray shiftGradient, INDArray out) {
    pass.backward(
        epsilon,
        out,
        () -> {
          TapePass.store(gain, gainGradient);
          TapePass.store(shift, shiftGradient);
        });
  }

  @Override
  public void takeStatistics(INDArray means, INDArray variances) {
    row(means).assign(mean);
    row(variances).assign(variance);
  }
}
