package io.palavra.kernels.tape;

import io.palavra.kernels.arithmetic.Squash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Computes with operations of ND4J and notes how to go back (reverse-mode differentiation;
 * Griewank, "On Automatic Differentiation", 1989). Arrays are row-major and lie outside workspaces;
 * {@link #close} gives their memory back.
 *
 * <p>Binary operations stretch dimensions of size one, and sum gradients over them.
 */
public final class Tape implements AutoCloseable {
  /** What a score is lowered by that shall have no share in a softmax. */
  private static final double FAR = 1e30;

  private final List<Runnable> back = new ArrayList<>();
  private final List<INDArray> made = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  /** Work with arrays outside workspaces. */
  private interface Work<T> {
    T done();
  }

  @SuppressWarnings("try")
  private static <T> T outside(Work<T> work) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      return work.done();
    }
  }

  /** An array that learns, or that something which learns lies behind. */
  public Node leaf(INDArray value) {
    return node(new Node(value, true));
  }

  /** An array that stays as it is. */
  public Node constant(INDArray value) {
    return node(new Node(value, false));
  }

  private Node node(Node node) {
    nodes.add(node);
    return node;
  }

  /** What goes back from the gradient of a result to that of one of its sources. */
  interface Slope extends Function<INDArray, INDArray> {}

  /**
   * Notes a result.
   *
   * @param slopes one for each source
   */
  Node note(Work<INDArray> forth, List<Node> sources, List<Slope> slopes) {
    INDArray value = outside(forth::done);
    boolean wanted = sources.stream().anyMatch(Node::wanted);
    Node result = node(new Node(value, wanted));
    made.add(value);
    if (wanted) {
      back.add(
          () -> {
            if (!result.reached()) {
              return;
            }
            for (int i = 0; i < slopes.size(); i++) {
              if (sources.get(i).wanted()) {
                INDArray slope = slopes.get(i).apply(result.slope());
                // A gradient that two sources share must not be added to in place.
                boolean own = slope != result.slope();
                INDArray mine = own ? slope : slope.dup('c');
                made.add(mine);
                sources.get(i).add(mine);
              }
            }
          });
    }
    return result;
  }

  Node note(Work<INDArray> forth, Node source, Slope slope) {
    return note(forth, List.of(source), List.of(slope));
  }

  /** Goes back from a result. */
  public void back(Node result, INDArray gradient) {
    outside(
        () -> {
          INDArray first = gradient.dup('c');
          made.add(first);
          result.add(first);
          for (int i = back.size() - 1; i >= 0; i--) {
            back.get(i).run();
          }
          return first;
        });
  }

  @Override
  public void close() {
    for (INDArray array : made) {
      if (!array.wasClosed() && array.closeable()) {
        array.close();
      }
    }
    made.clear();
    back.clear();
    nodes.clear();
  }

  /** {@code a b}. */
  public Node product(Node a, Node b) {
    return note(
        () -> Nd4j.matmul(a.value(), b.value()),
        List.of(a, b),
        List.of(
            d -> Nd4j.matmul(d, b.value(), false, true, false),
            d -> Nd4j.matmul(a.value(), d, true, false, false)));
  }

  /** {@code a b'}. */
  public Node productTransposed(Node a, Node b) {
    return note(
        () -> Nd4j.matmul(a.value(), b.value(), false, true, false),
        List.of(a, b),
        List.of(
            d -> Nd4j.matmul(d, b.value()), d -> Nd4j.matmul(d, a.value(), true, false, false)));
  }

  /** {@code a + b}. */
  public Node add(Node a, Node b) {
    return note(
        () -> a.value().add(b.value()),
        List.of(a, b),
        List.of(d -> reduced(d, a), d -> reduced(d, b)));
  }

  /** {@code a - b}. */
  public Node subtract(Node a, Node b) {
    return add(a, scale(b, -1));
  }

  /** {@code a * b}, element by element. */
  public Node multiply(Node a, Node b) {
    return note(
        () -> a.value().mul(b.value()),
        List.of(a, b),
        List.of(d -> reduced(d.mul(b.value()), a), d -> reduced(d.mul(a.value()), b)));
  }

  /** The sum over what was stretched. */
  private static INDArray reduced(INDArray d, Node to) {
    INDArray sum = d;
    for (int i = 0; i < d.rank(); i++) {
      if (to.size(i) == 1 && sum.size(i) != 1) {
        sum = sum.sum(true, i);
      }
    }
    return sum;
  }

  /** {@code factor * a + summand}. */
  public Node affine(Node a, double factor, double summand) {
    return note(() -> a.value().mul(factor).addi(summand), a, d -> d.mul(factor));
  }

  /** {@code factor * a}. */
  public Node scale(Node a, double factor) {
    return affine(a, factor, 0);
  }

  /** An activation. */
  public Node squash(Node a, Squash f) {
    Node[] result = new Node[1];
    result[0] =
        note(
            () -> Squashes.value(f, a.value()),
            a,
            d -> Squashes.slope(f, result[0].value()).muli(d));
    return result[0];
  }

  /** One over the square root. */
  public Node inverseRoot(Node a) {
    Node[] result = new Node[1];
    result[0] =
        note(
            () -> Transforms.sqrt(a.value(), true).rdivi(1),
            a,
            d -> Transforms.pow(result[0].value(), 3, true).muli(-0.5).muli(d));
    return result[0];
  }

  /** The mean over a dimension, which keeps size one. */
  public Node mean(Node a, int dimension) {
    double share = 1.0 / Math.max(1, a.size(dimension));
    return scale(sum(a, dimension), share);
  }

  /** The sum over a dimension, which keeps size one. */
  public Node sum(Node a, int dimension) {
    return note(() -> a.value().sum(true, dimension), a, d -> a.value().ulike().assign(0).addi(d));
  }

  /** The logarithm of the sum of the exponentials over a dimension, which keeps size one. */
  public Node logSumExp(Node a, int dimension) {
    Node[] result = new Node[1];
    result[0] =
        note(
            () -> {
              INDArray top = a.value().max(true, dimension);
              INDArray rest = Transforms.exp(a.value().sub(top), false);
              return Transforms.log(rest.sum(true, dimension), false).addi(top);
            },
            a,
            d -> Transforms.exp(a.value().sub(result[0].value()), false).muli(d));
    return result[0];
  }

  /**
   * Softmax over the last dimension.
   *
   * @param valid ones at what may have a share and zeros elsewhere; stretched like the others
   */
  public Node softmax(Node scores, INDArray valid) {
    int last = scores.value().rank() - 1;
    Node[] result = new Node[1];
    result[0] =
        note(
            () -> {
              INDArray far = valid.sub(1).muli(FAR);
              INDArray all = scores.value().mul(valid).addi(far);
              INDArray e = Transforms.exp(all.sub(all.max(true, last)), false);
              e.muli(valid);
              INDArray sum = e.sum(true, last);
              // A row without anything valid has zeros, not what nothing divided by nothing is.
              sum.addi(sum.eq(0).castTo(sum.dataType()));
              return e.div(sum);
            },
            scores,
            d -> {
              INDArray y = result[0].value();
              INDArray product = d.mul(y);
              return product.sub(y.mul(product.sum(true, last)));
            });
    return result[0];
  }

  /** Some columns of the last dimension of a matrix. */
  public Node columns(Node a, long from, long to) {
    return note(
        () -> Parts.columns(a.value(), from, to).dup('c'),
        a,
        d -> {
          INDArray all = a.value().ulike().assign(0);
          Parts.columns(all, from, to).assign(d);
          return all;
        });
  }

  /** Some neighbouring rows of a matrix. */
  public Node block(Node a, long from, long to) {
    return note(
        () -> Parts.block(a.value(), from, to).dup('c'),
        a,
        d -> {
          INDArray all = a.value().ulike().assign(0);
          Parts.block(all, from, to).assign(d);
          return all;
        });
  }

  /** Matrices under one another. */
  public Node under(List<Node> parts) {
    List<Slope> slopes = new ArrayList<>();
    long row = 0;
    for (Node part : parts) {
      long from = row;
      long to = from + part.size(0);
      slopes.add(d -> Parts.block(d, from, to).dup('c'));
      row = to;
    }
    return note(
        () -> Nd4j.concat(0, parts.stream().map(Node::value).toArray(INDArray[]::new)).dup('c'),
        parts,
        slopes);
  }

  /** Rows of a matrix by number, zeros for a negative one. */
  public Node rows(Node a, int[] which) {
    int[] numbers = which.clone();
    return note(
        () -> Parts.gather(a.value(), numbers), a, d -> Parts.sumByRow(d, numbers, a.size(0)));
  }

  /** The same numbers in another shape. */
  public Node reshape(Node a, long... shape) {
    long[] before = a.value().shape();
    return note(
        () -> a.value().dup('c').reshape('c', shape), a, d -> d.dup('c').reshape('c', before));
  }

  /** Dimensions in another order. */
  public Node permute(Node a, int... order) {
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      inverse[order[i]] = i;
    }
    int[] given = Arrays.copyOf(order, order.length);
    return note(() -> a.value().permute(given).dup('c'), a, d -> d.permute(inverse).dup('c'));
  }
}
