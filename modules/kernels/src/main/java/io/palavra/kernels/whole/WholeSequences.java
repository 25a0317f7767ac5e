package io.palavra.kernels.whole;

import java.util.Map;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer that has to have a sequence in one piece. It keeps nothing from one piece to the next, so
 * {@code rnnTimeStep} and truncated back-propagation, which cut sequences, are refused by the
 * layer's name.
 *
 * <p>Deeplearning4j tells recurrent layers alone that a sequence is a piece of one, so this is one.
 * An output layer in training is told behind the first piece only.
 */
public interface WholeSequences extends RecurrentLayer {

  /** What is thrown where a sequence comes in pieces. */
  static UnsupportedOperationException refusal(String how, String layer) {
    return new UnsupportedOperationException(
        how + " cuts sequences, and this reads them whole " + layer);
  }

  private UnsupportedOperationException refusalOf(String how, String instead) {
    return refusal(
        how,
        "(layer name: "
            + conf().getLayer().getLayerName()
            + ", type: "
            + conf().getLayer().getClass().getSimpleName()
            + "): "
            + instead);
  }

  private UnsupportedOperationException inTraining() {
    return refusalOf("truncated back-propagation", "train with BackpropType.Standard");
  }

  /**
   * Refused.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  default INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaces) {
    throw refusalOf("rnnTimeStep", "use output");
  }

  /**
   * Refused.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  default INDArray rnnActivateUsingStoredState(
      INDArray input, boolean training, boolean keep, LayerWorkspaceMgr workspaces) {
    throw inTraining();
  }

  /**
   * Refused.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  default Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int length, LayerWorkspaceMgr workspaces) {
    throw inTraining();
  }

  /**
   * Refused: what is asked for behind a piece is what the next one begins with.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  default Map<String, INDArray> rnnGetTBPTTState() {
    throw inTraining();
  }

  /** There is none. */
  @Override
  default Map<String, INDArray> rnnGetPreviousState() {
    return Map.of();
  }

  /** There is none. */
  @Override
  default void rnnSetPreviousState(Map<String, INDArray> state) {}

  /** There is none. */
  @Override
  default void rnnSetTBPTTState(Map<String, INDArray> state) {}

  /** There is none. */
  @Override
  default void rnnClearPreviousState() {}
}
