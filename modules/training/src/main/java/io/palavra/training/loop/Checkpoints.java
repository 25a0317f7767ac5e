package io.palavra.training.loop;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where the loop keeps what a resumed run needs. */
public interface Checkpoints {

  /**
   * Saves the network with its updater, the random numbers of this thread, and how far training is.
   *
   * @param best parameters of the best epoch, where there is one
   * @param recent parameters after the last epochs, the oldest first, where their mean is wanted
   */
  void save(
      ComputationGraph network, TrainState state, Optional<INDArray> best, List<INDArray> recent);

  /**
   * Puts the newest state back into the network, its updater and the random numbers of this thread.
   *
   * @return how far that training was; empty where there is none, with everything left as it was
   */
  Optional<Restored> restore(ComputationGraph network);

  /** Where the newest state lies, for people. */
  String place();

  /**
   * What was found.
   *
   * @param state how far training was
   * @param best parameters of the best epoch
   * @param recent parameters after the last epochs, the oldest first
   */
  record Restored(TrainState state, Optional<INDArray> best, List<INDArray> recent) {}

  /** Keeps nothing. */
  static Checkpoints none() {
    return new Checkpoints() {
      @Override
      public void save(
          ComputationGraph network,
          TrainState state,
          Optional<INDArray> best,
          List<INDArray> recent) {}

      @Override
      public Optional<Restored> restore(ComputationGraph network) {
        return Optional.empty();
      }

      @Override
      public String place() {
        return "nowhere";
      }
    };
  }
}
