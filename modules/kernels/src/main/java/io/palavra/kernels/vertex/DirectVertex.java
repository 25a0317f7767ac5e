package io.palavra.kernels.vertex;

import io.palavra.kernels.memory.Needs;
import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffVertex;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a vertex with parameters that computes by itself. Nothing of it runs on
 * SameDiff: that class is the one through which Deeplearning4j gives a vertex its updater, its
 * regularisation and the bounds of its gradient.
 */
public abstract class DirectVertex extends SameDiffVertex {
  private static final long serialVersionUID = 1;

  /** For reading a configuration back. */
  protected DirectVertex() {}

  /** A new vertex of the same options. */
  protected abstract DirectVertex copy();

  @Override
  public final DirectVertex clone() {
    DirectVertex copy = copy();
    copy.setName(getName());
    copy.regularization = regularization;
    copy.regularizationBias = regularizationBias;
    copy.updater = updater;
    copy.biasUpdater = biasUpdater;
    copy.gradientNormalization = gradientNormalization;
    copy.gradientNormalizationThreshold = gradientNormalizationThreshold;
    copy.dataType = dataType;
    return copy;
  }

  @Override
  public final SDVariable defineVertex(
      SameDiff sameDiff,
      Map<String, SDVariable> layerInput,
      Map<String, SDVariable> paramTable,
      Map<String, SDVariable> maskVars) {
    throw new UnsupportedOperationException("this vertex does not run on SameDiff");
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    return Needs.of(this, inputs);
  }

  /** The mask of the first input goes on. */
  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int minibatchSize) {
    return masks == null || masks[0] == null ? null : new Pair<>(masks[0], state);
  }
}
