package io.palavra.kernels.part;

import io.palavra.kernels.plain.PlainPath;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The way between a part and Deeplearning4j: arrays in and out, parameters in, gradients out. */
public interface PartRun {

  /** With kernels, or where these step aside with operations of ND4J. */
  static PartRun of(DataType type, PartSource source) {
    if (type != DataType.FLOAT && type != DataType.DOUBLE) {
      throw new IllegalArgumentException("kernels compute in FLOAT and DOUBLE, not in " + type);
    }
    return PlainPath.taken() ? new PlainRunner(type, source) : Runner.of(type, source);
  }

  /** Hands the parameters to the part, whose arrays stay as they are until the pass is over. */
  void loadParameters(Map<String, INDArray> table, boolean training);

  /**
   * Runs inputs of rank 2 or 3.
   *
   * @param masks of the inputs, of which any or all may be null
   */
  INDArray run(
      INDArray[] arrays,
      INDArray[] masks,
      boolean training,
      LayerWorkspaceMgr workspaces,
      String layer);

  /** The gradients of the inputs of the last pass; those of the parameters go to {@code table}. */
  INDArray[] back(
      INDArray epsilon, Map<String, INDArray> table, LayerWorkspaceMgr workspaces, String layer);

  /** Reads the input of a part with a loss, and says which of its rows count. */
  Rows open(INDArray input, INDArray mask, boolean training, String layer);

  /** How many labels a part with a loss has. */
  int labels();

  /** The loss of every row that counts; in training it goes back, too. */
  double[] losses(int[] labels, boolean training);

  /** Copies the gradients of the parameters. */
  void storeGradients(Map<String, INDArray> table);

  /** The gradient of an input. */
  INDArray inputGradient(int i, LayerWorkspaceMgr workspaces);

  /** As {@link Attentive}. */
  Optional<INDArray> attentionWeights();

  /** A pass that draws from ND4J's random numbers. */
  static Pass pass(boolean training) {
    return new Pass(training, training, () -> Nd4j.getRandom().nextLong());
  }
}
