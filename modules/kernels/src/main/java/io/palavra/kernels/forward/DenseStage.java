package io.palavra.kernels.forward;

import io.palavra.kernels.arithmetic.Activations;
import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.arithmetic.Squash;
import io.palavra.kernels.plain.PlainPath;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Deeplearning4j's dense layer, {@code f(x W + b)}, over a vector for each sequence. */
final class DenseStage implements Stage {
  private final Floor<float[]> floor = Floor.floats();
  private final Packed<float[]> weights = new Packed<>();
  private final float[] bias;
  private final Squash squash;
  private final int in;
  private final int out;
  private float[] x = {};
  private float[] y = {};

  private DenseStage(INDArray matrix, Optional<INDArray> biases, Squash squash) {
    this.in = (int) matrix.size(0);
    this.out = (int) matrix.size(1);
    this.squash = squash;
    this.bias = new float[out];
    biases.ifPresent(b -> floor.transfer().read(b.reshape(out), bias));
    float[] byOutput = new float[in * out];
    floor.transfer().read(matrix.transpose(), byOutput);
    floor.math().pack(byOutput, in, out, true, weights);
  }

  /** The stage of a layer, unless it does more or squashes in a way that the kernels have not. */
  static Optional<Stage> of(DenseLayer layer) {
    if (PlainPath.taken()
        || layer.hasLayerNorm()
        || ((BaseLayer) layer.conf().getLayer()).getWeightNoise() != null) {
      return Optional.empty();
    }
    INDArray matrix = layer.getParam(DefaultParamInitializer.WEIGHT_KEY);
    Optional<INDArray> biases =
        layer.hasBias()
            ? Optional.of(layer.getParam(DefaultParamInitializer.BIAS_KEY))
            : Optional.empty();
    return Activations.known(((BaseLayer) layer.conf().getLayer()).getActivationFn())
        .map(squash -> new DenseStage(matrix, biases, squash));
  }

  @Override
  public Values apply(Sequences sequences, List<Values> inputs) {
    Values input = inputs.get(0);
    int rows = sequences.count();
    x = floor.room(x, rows * in);
    y = floor.room(y, rows * out);
    Arithmetic<float[]> math = floor.math();
    for (int row = 0; row < rows; row++) {
      input.read(row, 0, x, row * in);
      math.copy(bias, 0, y, row * out, out);
    }
    floor.spread(
        rows,
        16,
        (from, to, slot) -> {
          math.multiplyRows(to - from, x, from * in, weights, y, from * out, floor.scratch(slot));
          math.squash(squash, y, from * out, (to - from) * out);
        });
    return new SequenceValues(y, out);
  }
}
