package io.palavra.kernels.output;

import io.palavra.kernels.output.LabelSampler.Sample;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.PlainLoss;
import io.palavra.kernels.part.PlainPass;
import io.palavra.kernels.part.PlainSheet;
import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import java.util.Arrays;
import java.util.List;

/** What {@link SampledSoftmaxPart} does, in operations of ND4J. */
final class PlainSampled implements PlainLoss {
  private static final double FAR = 1e30;

  private final PlainSoftmax full;
  private final int samples;
  private final LabelSampler sampler;
  private Sample sample = new Sample(new int[0], 0);

  PlainSampled(int labels, int samples, LabelSampler sampler) {
    this.full = new PlainSoftmax(labels, 0);
    this.samples = samples;
    this.sampler = sampler;
  }

  @Override
  public int labels() {
    return full.labels();
  }

  @Override
  public int rowsAtOnce() {
    return full.rowsAtOnce();
  }

  @Override
  public void begin(Pass pass) {
    if (pass.training()) {
      sample = sampler.draw(samples, pass.seeds().getAsLong());
    }
  }

  @Override
  public Node losses(PlainSheet sheet, int[] expected, PlainPass pass) {
    if (!pass.pass().training()) {
      return full.losses(sheet, expected, pass);
    }
    Tape tape = pass.tape();
    Node x = sheet.values();
    int rows = expected.length;
    double[] corrections = new double[samples];
    Arrays.setAll(corrections, i -> sampler.logExpected(sample.labels()[i], sample.tries()));
    double[] ownCorrections = new double[rows];
    double[] valid = new double[rows * samples];
    double[] far = new double[rows * samples];
    Arrays.fill(valid, 1);
    for (int row = 0; row < rows; row++) {
      ownCorrections[row] = sampler.logExpected(expected[row], sample.tries());
      int hit = Arrays.binarySearch(sample.labels(), expected[row]);
      if (hit >= 0) {
        valid[row * samples + hit] = 0;
        far[row * samples + hit] = -FAR;
      }
    }
    Node bias = pass.parameter("b");
    Node biases = tape.rows(tape.reshape(bias, bias.size(1), 1), sample.labels());
    Node drawn =
        tape.add(
            tape.productTransposed(x, tape.rows(pass.parameter("W"), sample.labels())),
            tape.subtract(
                tape.reshape(biases, 1, samples),
                tape.constant(pass.array(corrections, 1, samples))));
    Node others =
        tape.add(
            tape.multiply(drawn, tape.constant(pass.array(valid, rows, samples))),
            tape.constant(pass.array(far, rows, samples)));
    Node own =
        tape.subtract(
            PlainSoftmax.target(x, expected, pass),
            tape.constant(pass.array(ownCorrections, rows, 1)));
    Node both =
        tape.under(
            List.of(tape.reshape(own, 1, rows), tape.reshape(tape.logSumExp(others, 1), 1, rows)));
    return tape.subtract(tape.reshape(tape.logSumExp(both, 0), rows, 1), own);
  }

  @Override
  public PlainSheet forward(List<PlainSheet> inputs, PlainPass pass) {
    return full.forward(inputs, pass);
  }
}
