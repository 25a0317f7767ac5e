package io.palavra.kernels.dropout;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.FloatTransfer;
import io.palavra.kernels.plain.PlainPath;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.DropOutInverted;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Deeplearning4j's dropout for sequences, {@code [batch, features, time]}, that lie in memory in
 * another order of dimensions: the same elements are dropped and the results are equal to the bit,
 * but they are multiplied in the order in which they lie, where the stock operation strides through
 * memory. Whatever is no sequence in single precision in the machine's memory is left to it.
 */
public final class SequenceDropout extends Dropout {
  private static final int RANK = 3;
  private static final long serialVersionUID = 1;

  private transient float[] values = new float[0];
  private transient float[] kept = new float[0];

  /** The last pass's mask; none where the stock operation has it. */
  private transient INDArray drawn;

  /** In which order of its dimensions the mask was read to {@link #kept}. */
  private transient int[] readAs = new int[0];

  /**
   * Dropout in training.
   *
   * @param keep probability that an element is kept, above 0, as everywhere in Deeplearning4j
   */
  public SequenceDropout(@JsonProperty("p") double keep) {
    super(keep);
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray output, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    drawn = null;
    if (getPSchedule() != null || !served(input) || output.dataType() != DataType.FLOAT) {
      return super.applyDropout(input, output, iteration, epoch, workspaces);
    }
    drawn =
        workspaces
            .createUninitialized(ArrayType.INPUT, DataType.FLOAT, output.shape(), output.ordering())
            .assign(1.0);
    Nd4j.getExecutioner().exec(new DropOutInverted(drawn, drawn, getP()));
    int[] order = order(input);
    readAs = new int[0];
    INDArray out =
        input == output
            ? input
            : workspaces
                .createUninitialized(
                    ArrayType.INPUT, DataType.FLOAT, input.permute(order).shape(), 'c')
                .permute(inverse(order));
    multiply(input, out, order);
    return out;
  }

  @Override
  public INDArray backprop(INDArray above, INDArray below, int iteration, int epoch) {
    if (drawn == null) {
      return super.backprop(above, below, iteration, epoch);
    }
    multiply(above, below, order(above));
    drawn = null;
    return below;
  }

  private static boolean served(INDArray array) {
    return array.rank() == RANK
        && array.dataType() == DataType.FLOAT
        && array.length() > 0
        && !PlainPath.taken();
  }

  private void multiply(INDArray source, INDArray target, int[] order) {
    FloatTransfer transfer = new FloatTransfer();
    int n = Math.toIntExact(source.length());
    values = room(values, n);
    if (!Arrays.equals(readAs, order)) {
      kept = room(kept, n);
      transfer.read(drawn.permute(order), kept);
      readAs = order;
    }
    transfer.read(source.permute(order), values);
    Arithmetic<float[]> math = Arithmetics.floats();
    math.multiply(values, 0, kept, 0, values, 0, n);
    transfer.write(values, target.permute(order));
  }

  private static float[] room(float[] array, int n) {
    return array.length >= n ? array : new float[n];
  }

  /** The dimensions, those first whose elements lie farthest from one another. */
  private static int[] order(INDArray array) {
    return IntStream.range(0, RANK)
        .boxed()
        .sorted(Comparator.comparingInt(d -> -array.stride(d)))
        .mapToInt(d -> d)
        .toArray();
  }

  private static int[] inverse(int[] order) {
    int[] inverse = new int[RANK];
    for (int i = 0; i < RANK; i++) {
      inverse[order[i]] = i;
    }
    return inverse;
  }

  @Override
  public void clear() {
    super.clear();
    drawn = null;
  }

  @Override
  public SequenceDropout clone() {
    return new SequenceDropout(getP());
  }

  /** With its working memory, which does not travel. */
  private Object readResolve() {
    return clone();
  }
}
