package io.palavra.kernels.convolution;

import io.palavra.kernels.arithmetic.Squash;
import io.palavra.kernels.recurrent.Extent;
import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link StackFilters} in operations of ND4J. */
final class PlainStack implements Stack {
  private final Squash squash;
  private final int width;
  private final int dilation;
  private final TapePass pass = new TapePass();
  private INDArray weights;
  private INDArray biases;
  private Node weight;
  private Node bias;

  PlainStack(Squash squash, int width, int dilation, DataType type) {
    this.squash = squash;
    this.width = width;
    this.dilation = dilation;
    this.weights = Nd4j.empty(type);
    this.biases = weights;
  }

  @Override
  public void weights(INDArray matrix, INDArray newBiases) {
    weights = matrix;
    biases = newBiases;
  }

  @Override
  public void forward(INDArray source, Extent extent, INDArray out) {
    pass.forward(source, extent, out, this::filter);
  }

  private Node filter(Node x) {
    Tape tape = pass.tape();
    weight = tape.leaf(weights);
    bias = tape.leaf(biases.reshape('c', 1, biases.length()));
    Rows rows = pass.rows();
    int before = Border.SAME.before((width - 1) * dilation);
    int[] which = new int[rows.live() * width];
    int n = 0;
    for (int b = 0; b < rows.batch(); b++) {
      for (int i = 0; i < rows.length(b); i++) {
        for (int k = 0; k < width; k++) {
          which[n++] = pass.place(b, i - before + k * dilation);
        }
      }
    }
    Node windows = tape.reshape(tape.rows(x, which), rows.live(), width * x.size(1));
    Node sum = tape.add(tape.product(windows, weight), bias);
    return pass.spread(tape.squash(sum, squash));
  }

  @Override
  public void backward(
      INDArray epsilon,
      INDArray weightGradient,
      INDArray biasGradient,
      INDArray out,
      boolean below) {
    pass.backward(
        epsilon,
        out,
        () -> {
          TapePass.store(weight, weightGradient);
          TapePass.store(bias, biasGradient);
        });
  }
}
