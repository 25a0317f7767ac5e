package io.palavra.kernels.part;

import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.Squash;
import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One way through a part in operations of ND4J.
 *
 * @param tape what notes the way back
 * @param parameters by name; vectors are rows {@code [1, n]}
 * @param prefix what the names of the part's parameters begin with
 * @param pass whether it is for training, and what dropout is drawn from
 * @param type of all numbers
 */
public record PlainPass(
    Tape tape, Map<String, Node> parameters, String prefix, Pass pass, DataType type) {

  /** The same for a part whose parameters' names begin with {@code part}. */
  public PlainPass under(String part) {
    return new PlainPass(tape, parameters, prefix + part, pass, type);
  }

  /** A parameter. */
  public Node parameter(String name) {
    return parameters.get(prefix + name);
  }

  /** {@code x W + b}, as {@link Linear}. */
  public Node linear(String name, Node x, boolean biased) {
    Node product = tape.product(x, parameter("W" + name));
    return biased ? tape.add(product, parameter("b" + name)) : product;
  }

  /** As {@link Normalise}. */
  public Node normalise(String name, Node x, double epsilon) {
    Node centred = tape.subtract(x, tape.mean(x, 1));
    Node variance = tape.mean(tape.multiply(centred, centred), 1);
    Node scale = tape.inverseRoot(tape.affine(variance, 1, epsilon));
    Node normal = tape.multiply(centred, scale);
    return tape.add(tape.multiply(normal, parameter("g" + name)), parameter("b" + name));
  }

  /** As {@link Dropout}: the same elements for the same numbers drawn. */
  public Node dropped(Node x, double probability) {
    return pass.dropping() && probability > 0
        ? tape.multiply(x, kept(x.size(0), x.size(1), probability))
        : x;
  }

  /** What a sheet of that size is multiplied with by dropout. */
  public Node kept(long rows, long width, double probability) {
    double[] keep = new double[Math.toIntExact(rows * width)];
    long seed = pass.seeds().getAsLong();
    Dropout.draw(Arithmetics.doubles(), seed, probability, keep, 0, keep.length);
    return tape.constant(array(keep, rows, width));
  }

  /** {@code max(0, x W + b) V + c}. */
  public Node inner(Node x, double dropOut) {
    Node hidden = tape.squash(linear("1", x, true), Squash.RELU);
    return linear("2", dropped(hidden, dropOut), true);
  }

  /** An array of these numbers, row-major. */
  public INDArray array(double[] values, long... shape) {
    return Nd4j.createFromArray(values).castTo(type).reshape('c', shape);
  }

  /** Zeros that learn nothing. */
  public Node zeros(long... shape) {
    return tape.constant(Nd4j.zeros(type, shape));
  }
}
