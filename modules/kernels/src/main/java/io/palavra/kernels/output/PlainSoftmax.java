package io.palavra.kernels.output;

import io.palavra.kernels.part.PlainLoss;
import io.palavra.kernels.part.PlainPass;
import io.palavra.kernels.part.PlainSheet;
import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What {@link SoftmaxPart} does, in operations of ND4J.
 *
 * @param smoothing how much of the target is spread over all labels
 */
record PlainSoftmax(int labels, double smoothing) implements PlainLoss {
  private static final int SCORES = 1 << 23;

  @Override
  public int rowsAtOnce() {
    return Math.max(32, SCORES / labels);
  }

  /** {@code [rows, labels]}. */
  private static Node scores(Node x, PlainPass pass) {
    Tape tape = pass.tape();
    return tape.add(tape.productTransposed(x, pass.parameter("W")), pass.parameter("b"));
  }

  /** The score of one label for each row, {@code [rows, 1]}. */
  static Node target(Node x, int[] expected, PlainPass pass) {
    Tape tape = pass.tape();
    Node bias = pass.parameter("b");
    Node weights = tape.rows(pass.parameter("W"), expected);
    Node biases = tape.rows(tape.reshape(bias, bias.size(1), 1), expected);
    return tape.add(tape.sum(tape.multiply(x, weights), 1), biases);
  }

  Node losses(Node x, int[] expected, PlainPass pass) {
    Tape tape = pass.tape();
    Node scores = scores(x, pass);
    Node spread = tape.scale(tape.mean(scores, 1), -smoothing);
    Node target = tape.scale(target(x, expected, pass), smoothing - 1);
    return tape.add(tape.logSumExp(scores, 1), tape.add(target, spread));
  }

  @Override
  public Node losses(PlainSheet x, int[] expected, PlainPass pass) {
    return losses(x.values(), expected, pass);
  }

  Node probabilities(Node x, PlainPass pass) {
    INDArray all = Nd4j.ones(pass.type(), 1, labels);
    return pass.tape().softmax(scores(x, pass), all);
  }

  @Override
  public PlainSheet forward(List<PlainSheet> inputs, PlainPass pass) {
    return inputs.get(0).with(probabilities(inputs.get(0).values(), pass));
  }
}
