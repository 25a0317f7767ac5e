package io.palavra.kernels.output;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Linear;
import io.palavra.kernels.part.LossPart;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.part.Sheet;
import java.util.ArrayList;
import java.util.List;

/**
 * A head over the frequent labels and the clusters of the others, and a smaller softmax in every
 * cluster.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class AdaptivePart<A> implements LossPart<A> {
  private final Floor<A> floor;
  private final int in;
  private final int labels;
  private final SoftmaxPart<A> head;
  private final List<Cluster> clusters = new ArrayList<>();
  private final int[] cuts;
  private final Sheet<A> out;

  /**
   * Cuts labels into clusters.
   *
   * @param cuts the first label of each cluster, ascending
   */
  AdaptivePart(
      Floor<A> floor, Parameters<A> parameters, int in, int labels, int[] cuts, double shrink) {
    this.floor = floor;
    this.in = in;
    this.labels = labels;
    this.cuts = cuts.clone();
    this.head = new SoftmaxPart<>(floor, parameters, in, cuts[0] + cuts.length, 0);
    this.out = new Sheet<>(floor);
    double width = in;
    for (int i = 0; i < cuts.length; i++) {
      width /= shrink;
      int end = i + 1 < cuts.length ? cuts[i + 1] : labels;
      clusters.add(
          new Cluster(
              parameters.under("tail" + (i + 1)),
              Math.max(1, (int) Math.round(width)),
              cuts[i],
              end - cuts[i]));
    }
  }

  @Override
  public int labels() {
    return labels;
  }

  private int cluster(int label) {
    return cluster(cuts, label);
  }

  /** The cluster that a label is of; -1 for the frequent ones. */
  static int cluster(int[] cuts, int label) {
    int cluster = -1;
    while (cluster + 1 < cuts.length && cuts[cluster + 1] <= label) {
      cluster++;
    }
    return cluster;
  }

  @Override
  public double[] losses(Sheet<A> x, int[] expected, Pass pass) {
    int[] first = new int[expected.length];
    for (int i = 0; i < first.length; i++) {
      int cluster = cluster(expected[i]);
      first[i] = cluster < 0 ? expected[i] : cuts[0] + cluster;
    }
    double[] losses = head.losses(x, first, pass);
    for (int c = 0; c < clusters.size(); c++) {
      clusters.get(c).losses(x, expected, c, losses, pass);
    }
    return losses;
  }

  @Override
  public Sheet<A> forward(List<Sheet<A>> inputs, Pass pass) {
    Sheet<A> x = inputs.get(0);
    Sheet<A> top = head.forward(inputs, pass);
    out.shape(x.rows(), labels, pass.training());
    for (int row = 0; row < x.rows().count(); row++) {
      floor.math().copy(top.values(), row * top.width(), out.values(), row * labels, cuts[0]);
    }
    for (int c = 0; c < clusters.size(); c++) {
      Cluster cluster = clusters.get(c);
      Sheet<A> below = cluster.softmax.forward(List.of(cluster.down.forward(x, pass)), pass);
      for (int row = 0; row < x.rows().count(); row++) {
        int at = row * labels + cluster.from;
        floor.math().copy(below.values(), row * below.width(), out.values(), at, below.width());
        double share = floor.math().get(top.values(), row * top.width() + cuts[0] + c);
        floor.math().scale(out.values(), at, below.width(), share);
      }
    }
    return out;
  }

  /** Neighbouring labels that are seldom. */
  private final class Cluster {
    private final int from;
    private final Linear<A> down;
    private final SoftmaxPart<A> softmax;
    private final Sheet<A> some;

    Cluster(Parameters<A> parameters, int width, int from, int size) {
      this.from = from;
      this.down = new Linear<>(floor, parameters, "p", in, width, false);
      this.softmax = new SoftmaxPart<>(floor, parameters, width, size, 0);
      this.some = new Sheet<>(floor);
    }

    /** Adds the losses of the rows whose labels are of this cluster. */
    void losses(Sheet<A> x, int[] expected, int index, double[] losses, Pass pass) {
      int count = 0;
      int[] mine = new int[expected.length];
      for (int i = 0; i < expected.length; i++) {
        if (cluster(expected[i]) == index) {
          mine[count++] = i;
        }
      }
      some.shape(Rows.single(count), in, pass.training());
      int[] within = new int[count];
      for (int i = 0; i < count; i++) {
        floor.math().copy(x.values(), mine[i] * in, some.values(), i * in, in);
        within[i] = expected[mine[i]] - from;
      }
      double[] own = softmax.losses(down.forward(some, pass), within, pass);
      for (int i = 0; i < count; i++) {
        losses[mine[i]] += own[i];
      }
      if (pass.training()) {
        down.backward();
        for (int i = 0; i < count; i++) {
          floor.math().add(some.gradients(), i * in, x.gradients(), mine[i] * in, in);
        }
      }
    }
  }
}
