package io.palavra.training.loop;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.loop.TrainingListener.MemoryShort;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Takes the steps of a training, each with one batch or several, whose gradients are added up
 * before the one update. On several cards each takes its share of the rows. Where memory does not
 * suffice for a batch, it is taken in parts of half the size, and of half of that. Either way the
 * step is the same up to rounding, but for dropout, which each part draws for itself, and for batch
 * normalisation, which looks at the rows of a part; the averages that it keeps move by the mean
 * over all parts, each weighed by its rows.
 */
final class Stepper implements AutoCloseable {
  private final ComputationGraph network;
  private final Team team;
  private final Consumer<MemoryShort> tell;
  private final Joint joint = new Joint();
  private long most = Long.MAX_VALUE;
  private boolean told;

  /**
   * @param team of further networks; not used with truncated back-propagation
   * @param tell told once, when the first batch had to be divided
   */
  Stepper(ComputationGraph network, Team team, Consumer<MemoryShort> tell) {
    this.network = network;
    this.team = whole(network) ? Team.NOBODY : team;
    this.tell = tell;
    // Deeplearning4j would leave a report in the folder for every batch that did not fit.
    CrashReportingUtil.crashDumpsEnabled(false);
  }

  private static boolean whole(ComputationGraph network) {
    return network.getConfiguration().getBackpropType() != BackpropType.Standard;
  }

  /** To be the first of the network's listeners. */
  org.deeplearning4j.optimize.api.TrainingListener listener() {
    return joint;
  }

  /**
   * One update of the parameters.
   *
   * @return the loss, the mean over all rows, without what L1 and L2 add for the sizes of the
   *     weights, so that it can be set beside a loss on other data
   * @throws BadInputException when memory does not suffice for one row, or ran out in the update
   */
  double step(List<MultiDataSet> batches) {
    long rows = batches.stream().mapToLong(GradientSum::rows).max().orElseThrow();
    long each = (rows + team.size()) / (team.size() + 1);
    RandomState random = RandomState.current();
    while (true) {
      try {
        double loss = take(batches);
        if (most < each && !told) {
          told = true;
          tell.accept(new MemoryShort(rows, most));
        }
        return loss;
      } catch (RuntimeException | OutOfMemoryError e) {
        team.abandon();
        if (!Shortage.is(e)) {
          throw e;
        }
        long part = Math.min(each, most);
        requireAnotherWay(part, e);
        most = (part + 1) / 2;
        release();
        random.restore();
      }
    }
  }

  private void requireAnotherWay(long part, Throwable shortage) {
    if (joint.updating) {
      throw BadInputException.of(
              "memory",
              "more of it or a smaller batchSize: it ran out in the midst of an update; --resume goes"
                  + " on from the last checkpoint")
          .because(shortage);
    }
    if (part == 1 || whole(network)) {
      throw BadInputException.of(
              "memory",
              part == 1
                  ? "more of it, or a smaller network or shorter texts: it does not suffice for one row"
                  : "more of it or a smaller batchSize: truncated back-propagation takes a batch whole")
          .because(shortage);
    }
  }

  private void release() {
    network.clearLayerMaskArrays();
    network.clearLayersStates();
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    System.gc();
  }

  /** All parts but the last add their gradients; the last makes the update. */
  private double take(List<MultiDataSet> batches) {
    List<MultiDataSet> parts = parts(batches);
    MultiDataSet last = parts.remove(parts.size() - 1);
    joint.begin();
    for (MultiDataSet part : team.begin(network, parts)) {
      joint.own.add(network, part);
    }
    long all = batches.stream().mapToLong(GradientSum::rows).sum();
    long rows = GradientSum.rows(last);
    joint.rows = rows;
    joint.all = all;
    network.fit(last);
    double loss = (network.score() - joint.penalty) * rows;
    return (loss + joint.own.loss() + joint.othersLoss) / all;
  }

  /** As many parts as there are networks, and more where memory is short. */
  private List<MultiDataSet> parts(List<MultiDataSet> batches) {
    List<MultiDataSet> parts = new ArrayList<>();
    for (MultiDataSet batch : batches) {
      long rows = GradientSum.rows(batch);
      long each = Math.min(most, (rows + team.size()) / (team.size() + 1));
      for (long from = 0; from < rows; from += each) {
        long to = Math.min(rows, from + each);
        parts.add(to - from == rows ? batch : Rows.of(batch, from, to));
      }
    }
    return parts;
  }

  @Override
  public void close() {
    team.close();
  }

  /** Adds the gradients of the other parts to that of the last, which goes the way of all. */
  private final class Joint extends BaseTrainingListener {
    private GradientSum own = new GradientSum();
    private double othersLoss;
    private double penalty;
    private long rows;
    private long all;
    private boolean updating;

    void begin() {
      own = new GradientSum();
      othersLoss = 0;
      updating = false;
    }

    @Override
    public void onGradientCalculation(Model model) {
      ComputationGraph graph = (ComputationGraph) model;
      penalty = DataLoss.penalty(graph);
      if (rows < all) {
        join(graph);
      }
      updating = true;
    }

    private void join(ComputationGraph graph) {
      INDArray gradient = graph.getGradientsViewArray();
      List<INDArray> averages = KeptAverages.changes(graph);
      averages.forEach(change -> change.muli(rows));
      own.gradient().ifPresent(gradient::addi);
      for (Worker.Share other : team.end()) {
        gradient.addi(other.gradient().unpack());
        othersLoss += other.loss();
      }
      // The updater divides by the rows of the last part; it should by those of all.
      double share = graph.conf().isMiniBatch() ? rows / (double) all : 1;
      gradient.muli(share);
      // Averages it does not divide at all.
      averages.forEach(change -> change.divi(all * share));
    }
  }
}
