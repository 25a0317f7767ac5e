package io.palavra.kernels.crf;

import io.palavra.kernels.part.Padded;
import io.palavra.kernels.part.PlainLoss;
import io.palavra.kernels.part.PlainPass;
import io.palavra.kernels.part.PlainSheet;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What {@link CrfPart} does, in operations of ND4J. Best paths and marginals of answers are sought
 * on the processor, where the scores of a few labels are soon brought.
 */
record PlainCrf(int labels, boolean marginals) implements PlainLoss {

  /** The loss of a sequence is that of its last row; the others' are zero. */
  @Override
  public Node losses(PlainSheet x, int[] expected, PlainPass pass) {
    Tape tape = pass.tape();
    Rows rows = x.rows();
    if (rows.count() == 0) {
      return pass.zeros(0, 1);
    }
    Node scores = pass.linear("", x.values(), true);
    Node all = total(scores, rows, pass);
    Node loss = tape.subtract(all, path(scores, rows, expected, pass));
    int[] sequences = new int[rows.count()];
    Arrays.fill(sequences, -1);
    for (int b = 0; b < rows.batch(); b++) {
      if (rows.length(b) > 0) {
        sequences[rows.from(b) + rows.length(b) - 1] = b;
      }
    }
    return tape.rows(loss, sequences);
  }

  /** The logarithm of the sum over all paths, {@code [batch, 1]}. */
  private Node total(Node scores, Rows rows, PlainPass pass) {
    Tape tape = pass.tape();
    int batch = rows.batch();
    Padded padded = Padded.of(rows);
    Node byStep = padded.spreadBySteps(tape, scores);
    INDArray live = padded.live(pass.type());
    Node transitions = tape.reshape(pass.parameter("T"), 1, labels, labels);
    Node sums = tape.add(tape.block(byStep, 0, batch), pass.parameter("start"));
    for (int t = 1; t < padded.steps(); t++) {
      Node pairs = tape.add(tape.reshape(sums, batch, labels, 1), transitions);
      Node next = tape.reshape(tape.logSumExp(pairs, 1), batch, labels);
      Node after = tape.add(next, tape.block(byStep, (long) t * batch, (long) (t + 1) * batch));
      INDArray now = live.getColumn(t).dup().reshape('c', batch, 1);
      Node goesOn = tape.multiply(after, tape.constant(now));
      sums = tape.add(goesOn, tape.multiply(sums, tape.constant(now.rsub(1))));
    }
    return tape.logSumExp(tape.add(sums, pass.parameter("end")), 1);
  }

  /** The score of the given path, {@code [batch, 1]}. */
  private Node path(Node scores, Rows rows, int[] expected, PlainPass pass) {
    Tape tape = pass.tape();
    int batch = rows.batch();
    double[] own = new double[rows.count() * labels];
    double[] pairs = new double[batch * labels * labels];
    double[] starts = new double[batch * labels];
    double[] ends = new double[batch * labels];
    for (int b = 0; b < batch; b++) {
      int from = rows.from(b);
      int last = from + rows.length(b) - 1;
      for (int row = from; row <= last; row++) {
        own[row * labels + expected[row]] = 1;
        if (row > from) {
          pairs[(b * labels + expected[row - 1]) * labels + expected[row]]++;
        }
      }
      if (last >= from) {
        starts[b * labels + expected[from]] = 1;
        ends[b * labels + expected[last]] = 1;
      }
    }
    Node chosen =
        tape.sum(tape.multiply(scores, tape.constant(pass.array(own, rows.count(), labels))), 1);
    Padded padded = Padded.of(rows);
    Node steps = tape.reshape(padded.spread(tape, chosen), batch, padded.steps());
    Node moves =
        tape.product(
            tape.constant(pass.array(pairs, batch, (long) labels * labels)),
            tape.reshape(pass.parameter("T"), (long) labels * labels, 1));
    return tape.add(
        tape.add(tape.sum(steps, 1), moves),
        tape.add(edge(starts, "start", batch, pass), edge(ends, "end", batch, pass)));
  }

  private Node edge(double[] counts, String name, int batch, PlainPass pass) {
    Node which = pass.tape().constant(pass.array(counts, batch, labels));
    return pass.tape().productTransposed(which, pass.parameter(name));
  }

  @Override
  public PlainSheet forward(List<PlainSheet> inputs, PlainPass pass) {
    PlainSheet x = inputs.get(0);
    Rows rows = x.rows();
    double[] out = new double[rows.count() * labels];
    if (rows.count() > 0) {
      double[] scores = doubles(pass.linear("", x.values(), true).value());
      Chain chain =
          new Chain(
              doubles(pass.parameter("T").value()),
              doubles(pass.parameter("start").value()),
              doubles(pass.parameter("end").value()));
      for (int b = 0; b < rows.batch(); b++) {
        int from = rows.from(b) * labels;
        double[] own = Arrays.copyOfRange(scores, from, from + rows.length(b) * labels);
        if (own.length > 0) {
          chain.answer(own, marginals, out, from);
        }
      }
    }
    return x.with(pass.tape().constant(pass.array(out, rows.count(), labels)));
  }

  private static double[] doubles(INDArray array) {
    return array.dup('c').data().asDouble();
  }
}
