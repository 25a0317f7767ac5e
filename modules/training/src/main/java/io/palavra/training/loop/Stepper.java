package io.palavra.training.loop;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.loop.TrainingListener.MemoryShort;
import java.util.List;
import java.util.Optional;
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
 * before the one update. Where memory does not suffice for a batch, it is taken in parts of half
 * the size, and of half of that, whose gradients are added up before the one update: the step is
 * the same up to rounding, but for dropout, which each part draws for itself.
 */
final class Stepper {
  private final ComputationGraph network;
  private final Consumer<MemoryShort> tell;
  private final Joint joint = new Joint();
  private long most = Long.MAX_VALUE;
  private boolean told;

  /**
   * @param tell told once, when the first batch had to be divided
   */
  Stepper(ComputationGraph network, Consumer<MemoryShort> tell) {
    this.network = network;
    this.tell = tell;
    // Deeplearning4j would leave a report in the folder for every batch that did not fit.
    CrashReportingUtil.crashDumpsEnabled(false);
  }

  /** To be the first of the network's listeners. */
  org.deeplearning4j.optimize.api.TrainingListener listener() {
    return joint;
  }

  /**
   * One update of the parameters.
   *
   * @return the network's score, the mean over all rows
   * @throws BadInputException when memory does not suffice for one row, or ran out in the update
   */
  double step(List<MultiDataSet> batches) {
    long rows = batches.stream().mapToLong(Stepper::rows).max().orElseThrow();
    RandomState random = RandomState.current();
    while (true) {
      try {
        joint.begin();
        double loss = take(batches);
        if (most < rows && !told) {
          told = true;
          tell.accept(new MemoryShort(rows, most));
        }
        return loss;
      } catch (RuntimeException | OutOfMemoryError e) {
        if (!Shortage.is(e)) {
          throw e;
        }
        long part = Math.min(rows, most);
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
    if (part == 1 || network.getConfiguration().getBackpropType() != BackpropType.Standard) {
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

  private static long rows(MultiDataSet batch) {
    return batch.getFeatures(0).size(0);
  }

  private double whole(MultiDataSet batch) {
    network.fit(batch);
    return network.score();
  }

  /** All but the last part add their gradients; the last makes the update. */
  private double take(List<MultiDataSet> batches) {
    long all = batches.stream().mapToLong(Stepper::rows).sum();
    double loss = 0;
    for (int i = 0; i < batches.size(); i++) {
      MultiDataSet batch = batches.get(i);
      long rows = rows(batch);
      for (long from = 0; from < rows; from += most) {
        long to = Math.min(rows, from + Math.min(rows, most));
        MultiDataSet part = to - from == rows ? batch : Rows.of(batch, from, to);
        if (i < batches.size() - 1 || to < rows) {
          loss += add(part) * (to - from);
        } else {
          joint.share = network.conf().isMiniBatch() ? (to - from) / (double) all : 1;
          loss += whole(part) * (to - from);
        }
        if (to == rows) {
          break;
        }
      }
    }
    return loss / all;
  }

  private double add(MultiDataSet part) {
    network.setInputs(part.getFeatures());
    network.setLabels(part.getLabels());
    network.setLayerMaskArrays(part.getFeaturesMaskArrays(), part.getLabelsMaskArrays());
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
    joint.add(network.getGradientsViewArray());
    return network.score();
  }

  /** Adds the gradients of the other parts to that of the last, which goes the way of all. */
  private static final class Joint extends BaseTrainingListener {
    private Optional<INDArray> sum = Optional.empty();
    private double share = 1;
    private boolean updating;

    void begin() {
      sum = Optional.empty();
      updating = false;
    }

    void add(INDArray gradient) {
      sum.ifPresentOrElse(all -> all.addi(gradient), () -> sum = Optional.of(gradient.dup()));
    }

    /** The updater divides by the rows of the last part; it should by those of all. */
    @Override
    public void onGradientCalculation(Model model) {
      sum.ifPresent(
          all -> ((ComputationGraph) model).getGradientsViewArray().addi(all).muli(share));
      updating = true;
    }
  }
}
