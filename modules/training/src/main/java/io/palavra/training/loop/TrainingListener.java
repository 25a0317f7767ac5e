package io.palavra.training.loop;

import java.util.List;

/**
 * Told what the loop does: progress, tables, curves. A listener only looks; what stops training is
 * a value of the loop, never an exception of a listener.
 */
public interface TrainingListener extends AutoCloseable {

  /**
   * Training begins, or goes on.
   *
   * @param epochs of the whole training, at most
   * @param batchesPerEpoch steps an epoch has
   * @param step updates that a former run has done
   * @param history epochs that a former run has done
   */
  record Start(int epochs, long batchesPerEpoch, long step, List<Epoch> history) {

    /** Copies the list. */
    public Start {
      history = List.copyOf(history);
    }
  }

  /**
   * A step is done.
   *
   * @param epoch from 0
   * @param batch batches of this epoch that are done
   * @param batches batches of the epoch
   * @param step updates since training began
   * @param loss mean loss of the batch
   * @param learningRate as used in this step
   * @param tokens tokens of the batch that count
   */
  record Step(
      int epoch,
      long batch,
      long batches,
      long step,
      double loss,
      double learningRate,
      long tokens) {}

  /**
   * An epoch is done.
   *
   * @param epoch from 0
   * @param trainLoss mean loss over its batches
   * @param dev score on the development set
   * @param best whether no epoch was better so far
   * @param seconds of this epoch, evaluation included
   * @param tokensPerSecond training alone
   */
  record Epoch(
      int epoch,
      double trainLoss,
      DevScore dev,
      boolean best,
      double seconds,
      double tokensPerSecond) {}

  /**
   * Memory did not suffice for a batch, which is taken in parts from now on, their gradients added
   * up before each update.
   *
   * @param rows of the batch
   * @param part rows of a part
   */
  record MemoryShort(long rows, long part) {

    /** One line for a person. */
    public String sentence() {
      return "Memory does not suffice for "
          + rows
          + " rows at a time: taking "
          + part
          + " and adding up their gradients, which gives the same steps, only later";
    }
  }

  /** Before the first step. */
  default void onStart(Start start) {}

  /** After each step. */
  default void onStep(Step step) {}

  /** When a batch had to be divided; told once. */
  default void onMemoryShort(MemoryShort event) {}

  /**
   * Before the development set is scored.
   *
   * @param epoch from 0
   */
  default void onEvaluation(int epoch) {}

  /** After each epoch. */
  default void onEpoch(Epoch epoch) {}

  /** When training has ended, whatever the reason; the last call. */
  @Override
  default void close() {}
}
