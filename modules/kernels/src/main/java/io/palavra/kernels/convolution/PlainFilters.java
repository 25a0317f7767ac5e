package io.palavra.kernels.convolution;

import io.palavra.kernels.arithmetic.Squash;
import io.palavra.kernels.recurrent.Extent;
import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@link TextFilters} in operations of ND4J. Which window each value is taken from is settled
 * before the activation; of several values of a filter on the processor.
 */
final class PlainFilters implements Filters {
  private final TextFilterShape shape;
  private final Squash squash;
  private final DataType type;
  private final TapePass pass = new TapePass();
  private final List<Node> weights = new ArrayList<>();
  private List<INDArray> matrices = List.of();
  private INDArray biases;
  private Node bias;
  private int[] chosen = {};

  PlainFilters(TextFilterShape shape, Squash squash, DataType type) {
    this.shape = shape;
    this.squash = squash;
    this.type = type;
    this.biases = Nd4j.empty(type);
  }

  @Override
  public void weights(List<INDArray> newWeights, INDArray newBiases) {
    matrices = List.copyOf(newWeights);
    biases = newBiases;
  }

  @Override
  public void forward(INDArray source, Extent extent, INDArray out) {
    chosen = new int[extent.batch() * shape.outputs()];
    Arrays.fill(chosen, -1);
    weights.clear();
    pass.forward(source, extent, out, this::filter);
  }

  private Node filter(Node x) {
    Tape tape = pass.tape();
    bias = tape.leaf(biases.reshape('c', biases.length(), 1));
    List<Node> parts = new ArrayList<>();
    int output = 0;
    int filter = 0;
    for (int i = 0; i < shape.widths().length; i++) {
      weights.add(tape.leaf(matrices.get(i)));
      int n = shape.filters()[i];
      parts.add(tape.permute(bank(x, i, output, filter), 1, 0));
      output += n * shape.largest();
      filter += n;
    }
    return tape.permute(tape.under(parts), 1, 0);
  }

  /** {@code [batch, filters * largest]}. */
  private Node bank(Node x, int i, int output, int filter) {
    Tape tape = pass.tape();
    int width = shape.widths()[i];
    int n = shape.filters()[i];
    int batch = pass.rows().batch();
    int most = 1;
    for (int b = 0; b < batch; b++) {
      most = Math.max(most, windows(b, width));
    }
    Node taps = tape.rows(x, taps(width, most));
    Node windows = tape.reshape(taps, (long) batch * most, width * x.size(1));
    Node z = tape.product(windows, weights.get(i));
    choose(z.value(), output, n, width, most);
    int each = n * shape.largest();
    int[] from = new int[batch * each];
    float[] live = new float[from.length];
    int[] ofBias = new int[each];
    for (int j = 0; j < each; j++) {
      int f = j / shape.largest();
      ofBias[j] = filter + f;
      for (int b = 0; b < batch; b++) {
        int window = chosen[b * shape.outputs() + output + j];
        from[b * each + j] = window < 0 ? -1 : (b * most + window) * n + f;
        live[b * each + j] = window < 0 ? 0 : 1;
      }
    }
    Node greatest =
        tape.reshape(tape.rows(tape.reshape(z, (long) batch * most * n, 1), from), batch, each);
    Node sum = tape.add(greatest, tape.reshape(tape.rows(bias, ofBias), 1, each));
    INDArray there = Nd4j.createFromArray(live).castTo(type).reshape('c', batch, each);
    return tape.multiply(tape.squash(sum, squash), tape.constant(there));
  }

  private int windows(int sequence, int width) {
    return shape.border().windows(pass.rows().length(sequence), width - 1);
  }

  private int[] taps(int width, int most) {
    int batch = pass.rows().batch();
    int before = shape.border().before(width - 1);
    int[] which = new int[batch * most * width];
    Arrays.fill(which, -1);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < windows(b, width); t++) {
        for (int k = 0; k < width; k++) {
          which[(b * most + t) * width + k] = pass.place(b, t - before + k);
        }
      }
    }
    return which;
  }

  /**
   * @param z {@code [batch * most, filters]}
   */
  private void choose(INDArray z, int output, int n, int width, int most) {
    int batch = pass.rows().batch();
    if (shape.largest() == 1) {
      float[][] far = new float[batch][most];
      for (int b = 0; b < batch; b++) {
        Arrays.fill(far[b], windows(b, width), most, -1e30f);
      }
      INDArray all =
          z.reshape('c', batch, most, n)
              .add(Nd4j.createFromArray(far).castTo(type).reshape('c', batch, most, 1));
      int[] best = Nd4j.argMax(all, 1).dup('c').data().asInt();
      for (int b = 0; b < batch; b++) {
        if (windows(b, width) > 0) {
          System.arraycopy(best, b * n, chosen, b * shape.outputs() + output, n);
        }
      }
      return;
    }
    double[] values = z.dup('c').data().asDouble();
    for (int b = 0; b < batch; b++) {
      for (int f = 0; f < n; f++) {
        int first = b * most;
        int filter = f;
        int[] order =
            java.util.stream.IntStream.range(0, windows(b, width))
                .boxed()
                .sorted(
                    (s, t) ->
                        Double.compare(
                            values[(first + t) * n + filter], values[(first + s) * n + filter]))
                .limit(shape.largest())
                .mapToInt(t -> t)
                .sorted()
                .toArray();
        int at = b * shape.outputs() + output + f * shape.largest();
        System.arraycopy(order, 0, chosen, at, order.length);
      }
    }
  }

  @Override
  public int window(int sequence, int output) {
    return chosen[sequence * shape.outputs() + output];
  }

  @Override
  public void backward(
      INDArray epsilon, List<INDArray> weightGradients, INDArray biasGradient, INDArray out) {
    pass.backward(
        epsilon,
        out,
        () -> {
          for (int i = 0; i < weights.size(); i++) {
            TapePass.store(weights.get(i), weightGradients.get(i));
          }
          TapePass.store(bias, biasGradient);
        });
  }
}
