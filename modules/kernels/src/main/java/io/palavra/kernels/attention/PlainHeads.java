package io.palavra.kernels.attention;

import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.Squash;
import io.palavra.kernels.part.Dropout;
import io.palavra.kernels.part.Padded;
import io.palavra.kernels.part.PlainPass;
import io.palavra.kernels.part.PlainSheet;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What {@link Heads} does, in operations of ND4J. */
public final class PlainHeads {
  private final int heads;
  private final double scale;
  private final boolean causal;
  private final double dropOut;
  private Optional<Node> weights = Optional.empty();
  private Rows asking = Rows.single(0);
  private Rows asked = Rows.single(0);

  /**
   * Heads side by side, with what their products are multiplied with.
   *
   * @param dropOut probability that a weight is dropped in training
   */
  public PlainHeads(int heads, double scale, boolean causal, double dropOut) {
    this.heads = heads;
    this.scale = scale;
    this.causal = causal;
    this.dropOut = dropOut;
  }

  /**
   * The means, a row for each query.
   *
   * @param vector of additive scores; products without it
   */
  public Node attend(
      PlainSheet queries,
      PlainSheet keys,
      PlainSheet values,
      Optional<Node> vector,
      PlainPass pass) {
    Tape tape = pass.tape();
    asking = queries.rows();
    asked = keys.rows();
    weights = Optional.empty();
    // Drawn where there is nothing to drop, too, as the kernels do.
    boolean dropping = pass.pass().dropping() && dropOut > 0;
    long seed = dropping ? pass.pass().seeds().getAsLong() : 0;
    long width = values.values().size(1);
    if (asking.count() == 0 || asked.count() == 0) {
      return pass.zeros(asking.count(), width);
    }
    Padded from = Padded.of(asking);
    Padded to = Padded.of(asked);
    Node q = split(tape, from, queries.values());
    Node k = split(tape, to, keys.values());
    Node v = split(tape, to, values.values());
    Node scores =
        vector.isPresent()
            ? additive(tape, q, k, vector.get())
            : tape.scale(tape.productTransposed(q, k), scale);
    Node shares = tape.softmax(scores, valid(from, to, pass.type()));
    weights = Optional.of(shares);
    Node left = dropping ? tape.multiply(shares, kept(seed, from, to, pass)) : shares;
    Node means =
        tape.reshape(tape.product(left, v), asking.batch(), heads, from.steps(), width / heads);
    Node beside =
        tape.reshape(tape.permute(means, 0, 2, 1, 3), (long) asking.batch() * from.steps(), width);
    return from.gather(tape, beside);
  }

  /** {@code [batch * heads, steps, width of a head]}. */
  private Node split(Tape tape, Padded padded, Node x) {
    long batch = padded.rows().batch();
    long each = x.size(1) / heads;
    Node all = tape.reshape(padded.spread(tape, x), batch, padded.steps(), heads, each);
    return tape.reshape(tape.permute(all, 0, 2, 1, 3), batch * heads, padded.steps(), each);
  }

  private static Node additive(Tape tape, Node q, Node k, Node vector) {
    long batch = q.size(0);
    long queries = q.size(1);
    long steps = k.size(1);
    long size = k.size(2);
    Node sum =
        tape.add(tape.reshape(q, batch, queries, 1, size), tape.reshape(k, batch, 1, steps, size));
    Node flat = tape.reshape(tape.squash(sum, Squash.TANH), batch * queries * steps, size);
    return tape.reshape(tape.productTransposed(flat, vector), batch, queries, steps);
  }

  /** Which keys a query may look at, {@code [batch * heads, queries, keys]}. */
  private INDArray valid(Padded from, Padded to, DataType type) {
    float[][][] valid = new float[asking.batch() * heads][causal ? from.steps() : 1][to.steps()];
    for (int item = 0; item < valid.length; item++) {
      for (int i = 0; i < valid[item].length; i++) {
        int length = asked.length(item / heads);
        int seen = causal ? Math.min(length, i + 1) : length;
        java.util.Arrays.fill(valid[item][i], 0, seen, 1);
      }
    }
    return Nd4j.createFromArray(valid).castTo(type);
  }

  /** What the weights are multiplied with; the same are dropped as by {@link WeightDropout}. */
  private Node kept(long seed, Padded from, Padded to, PlainPass pass) {
    int count = 0;
    for (int b = 0; b < asking.batch(); b++) {
      count += heads * asking.length(b) * asked.length(b);
    }
    double[] drawn = new double[count];
    Dropout.draw(Arithmetics.doubles(), seed, dropOut, drawn, 0, count);
    double[] padded = new double[asking.batch() * heads * from.steps() * to.steps()];
    int next = 0;
    for (int item = 0; item < asking.batch() * heads; item++) {
      int seen = asked.length(item / heads);
      for (int i = 0; i < asking.length(item / heads); i++) {
        System.arraycopy(drawn, next, padded, (item * from.steps() + i) * to.steps(), seen);
        next += seen;
      }
    }
    long all = (long) asking.batch() * heads;
    return pass.tape().constant(pass.array(padded, all, from.steps(), to.steps()));
  }

  /** As {@link Heads#attentionWeights}, until the next pass. */
  public Optional<INDArray> attentionWeights(DataType type) {
    return weights.map(
        node -> {
          INDArray all = Nd4j.zeros(type, asking.batch(), heads, asking.time(), asked.time());
          INDArray shares = node.value();
          for (int b = 0; b < asking.batch(); b++) {
            for (int head = 0; head < heads; head++) {
              for (int i = 0; i < asking.length(b); i++) {
                for (int j = 0; j < asked.length(b); j++) {
                  int query = asking.place(asking.from(b) + i) - b * asking.time();
                  int key = asked.place(asked.from(b) + j) - b * asked.time();
                  double share = shares.getDouble(b * heads + head, i, j);
                  all.putScalar(new int[] {b, head, query, key}, share);
                }
              }
            }
          }
          return all;
        });
  }
}
