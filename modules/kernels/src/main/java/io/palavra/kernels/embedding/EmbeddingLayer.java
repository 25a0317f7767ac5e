package io.palavra.kernels.embedding;

import io.palavra.kernels.EmbeddingSequenceLayer;
import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.DoubleTransfer;
import io.palavra.kernels.arithmetic.FloatTransfer;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Staged;
import io.palavra.kernels.part.Checks;
import io.palavra.kernels.part.RowMajorLayer;
import io.palavra.kernels.plain.PlainPath;
import io.palavra.kernels.recurrent.Masks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Looks ids up in a table and sums their gradients by row. */
public final class EmbeddingLayer extends RowMajorLayer<FeedForwardLayer> implements Staged {
  private static final long serialVersionUID = 1;
  private static final int MASKED = -1;

  /** In a bag, where there is no further id. */
  private static final int NO_ID = -1;

  private final boolean plain = PlainPath.taken();
  private transient Rows sums;
  private transient Bags bags = Bags.single(new int[0]);
  private transient boolean touchedOnly;
  private transient BooleanSupplier aloneThere = () -> false;
  private transient boolean elsewhere;
  private transient int[] touched = {};
  private transient boolean taken;
  private final transient List<INDArray> shared = new ArrayList<>();
  private transient boolean lent;

  /** A layer without parameters yet. */
  public EmbeddingLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /**
   * Lets another layer compute with the table: on each way back, its gradient of the table is added
   * to this layer's and set to zero. The other layer goes back first.
   *
   * @param gradient {@code [ids, vector]}, the other layer's
   */
  public void share(INDArray gradient) {
    if (touchedOnly) {
      throw new IllegalStateException(
          "a table is shared before a fused update is installed, not after " + layerId());
    }
    shared.add(gradient);
  }

  /**
   * Computes with another layer's table from now on.
   *
   * @return where the gradient goes, which is on the other layer to add to its own
   */
  public INDArray lend(INDArray table) {
    if (touchedOnly) {
      throw new IllegalStateException(
          "a table is shared before a fused update is installed, not after " + layerId());
    }
    lent = true;
    params.put(EmbeddingParameters.TABLE, table);
    return gradientViews.get(EmbeddingParameters.TABLE);
  }

  /** Whether another layer computes with the table. */
  public boolean shared() {
    return lent || !shared.isEmpty();
  }

  /**
   * From now on only {@link #touchedRows} of the table's gradient are cleared before a pass, as
   * long as {@code alone} says that the caller alone changes the gradient, and that at those rows
   * only.
   */
  public void touchOnly(BooleanSupplier alone) {
    touchedOnly = true;
    aloneThere = alone;
    gradientViews.get(EmbeddingParameters.TABLE).assign(0);
  }

  /** The gradient was written at other rows, too: before the next pass all of it is cleared. */
  public void touchedElsewhere() {
    elsewhere = true;
    taken = true;
  }

  /**
   * The rows of the table that backward passes gave a gradient to since the pass after the last
   * call, ascending. Usually that is one pass; of several, the gradient is the last one's, and it
   * is on the caller to add the others'.
   */
  public int[] touchedRows() {
    taken = true;
    return touched;
  }

  private void clear(INDArray gradient) {
    boolean alone = touchedOnly && aloneThere.getAsBoolean();
    if (alone && !elsewhere) {
      sums().clear(touched, gradient);
    } else {
      gradient.assign(0);
    }
    elsewhere = !alone;
  }

  private void noteTouched() {
    touched =
        taken || touched.length == 0
            ? sums.rows()
            : IntStream.concat(IntStream.of(touched), IntStream.of(sums.rows()))
                .sorted()
                .distinct()
                .toArray();
    taken = false;
  }

  private Rows sums() {
    if (sums == null) {
      int width = Math.toIntExact(layerConf().getNOut());
      sums = plain ? new PlainRows(dataType, width) : kernel(width);
    }
    return sums;
  }

  private RowSums<?> kernel(int width) {
    return switch (dataType) {
      case FLOAT -> new RowSums<>(Arithmetics.floats(), new FloatTransfer(), width);
      case DOUBLE -> new RowSums<>(Arithmetics.doubles(), new DoubleTransfer(), width);
      default ->
          throw new IllegalArgumentException(
              "embedding kernels compute in FLOAT and DOUBLE, not in " + dataType);
    };
  }

  @Override
  public Optional<Stage> stage() {
    boolean staged =
        !plain
            && dataType == DataType.FLOAT
            && !options().isBags()
            && layerConf().getWeightNoise() == null;
    return staged
        ? Optional.of(new TableStage(getParam(EmbeddingParameters.TABLE), layerId()))
        : Optional.empty();
  }

  private EmbeddingSequenceLayer options() {
    return (EmbeddingSequenceLayer) layerConf();
  }

  private boolean timeFirst() {
    return options().getOutputFormat() == RNNFormat.NWC;
  }

  /** Whether the table does not learn in the epoch that is on. */
  private boolean frozen() {
    return getEpochCount() < options().getFrozenEpochs();
  }

  /**
   * Reads the ids, {@code most} of each step, step after step.
   *
   * @return {@code [steps, batch, most]}
   */
  private int[] readIds(int batch, int steps, int most) {
    double[] all = most == 1 ? doubles(input) : doubles(input.permute(0, 2, 1));
    double[] mask = maskArray == null ? new double[0] : doubles(maskArray);
    int[] read = new int[all.length];
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        int from = b * steps + t;
        boolean live = mask.length == 0 || Masks.counts(mask[from], b, t, layerId());
        for (int i = 0; i < most; i++) {
          int to = (t * batch + b) * most + i;
          read[to] = live ? checked(all[from * most + i], b, t) : MASKED;
        }
      }
    }
    return read;
  }

  private static double[] doubles(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  /** A number in the place of an id must be one, and one of the table's. */
  private int checked(double id, int sequence, int step) {
    if (options().isBags() && id == NO_ID) {
      return MASKED;
    }
    if (!(id >= 0 && id < layerConf().getNIn() && id == Math.rint(id))) {
      throw new DL4JInvalidInputException(
          "id "
              + Checks.words(id)
              + " at step "
              + step
              + " of sequence "
              + sequence
              + " is not in the table of "
              + layerConf().getNIn()
              + " rows "
              + layerId());
    }
    return (int) id;
  }

  /** All ids of a step at once. */
  private void dropWords(int[] ids, int most) {
    double p = options().getWordDropOut();
    if (p == 0) {
      return;
    }
    SplittableRandom random = new SplittableRandom(Nd4j.getRandom().nextLong());
    for (int i = 0; i < ids.length; i += most) {
      if (random.nextDouble() < p) {
        Arrays.fill(ids, i, i + most, MASKED);
      }
    }
  }

  private static long middle(long[] shape) {
    return shape.length == 3 ? shape[1] : 1;
  }

  private DL4JInvalidInputException wrongShape(boolean several) {
    return new DL4JInvalidInputException(
        "expected ids of shape "
            + (several ? "[batch, ids, time]" : "[batch, time] or [batch, 1, time]")
            + ", got "
            + Arrays.toString(input.shape())
            + " "
            + layerId());
  }

  private void requireMask(int batch, int steps) {
    if (maskArray != null
        && (maskArray.rank() != 2 || maskArray.size(0) != batch || maskArray.size(1) != steps)) {
      throw new DL4JInvalidInputException(
          "mask of shape "
              + Arrays.toString(maskArray.shape())
              + " does not fit "
              + batch
              + " sequences of "
              + steps
              + " steps "
              + layerId());
    }
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    long[] shape = input.shape();
    boolean several = options().isBags();
    if (several ? shape.length != 3 : shape.length < 2 || shape.length > 3 || middle(shape) != 1) {
      throw wrongShape(several);
    }
    if (input.length() == 0) {
      throw wrongShape(several);
    }
    int batch = (int) shape[0];
    int steps = (int) shape[shape.length - 1];
    requireMask(batch, steps);
    int most = (int) middle(shape);
    int[] ids = readIds(batch, steps, most);
    if (training) {
      dropWords(ids, most);
    }
    bags = several ? Bags.several(ids, batch * steps) : Bags.single(ids);
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {steps, batch, layerConf().getNOut()}, 'c');
    sums().lookUp(getParamWithNoise(EmbeddingParameters.TABLE, training, workspaces), bags, out);
    return timeFirst() ? out.permute(1, 0, 2) : out.permute(1, 2, 0);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    options().standStill(frozen());
    INDArray outer = epsilon.castTo(dataType);
    INDArray gradient = gradientViews.get(EmbeddingParameters.TABLE);
    clear(gradient);
    if (frozen()) {
      touched = new int[0];
      shared.forEach(other -> other.assign(0));
    } else {
      sums().add(timeFirst() ? outer.permute(1, 0, 2) : outer.permute(2, 0, 1), bags, gradient);
      noteTouched();
      shared.forEach(
          other -> {
            gradient.addi(other);
            other.assign(0);
          });
    }
    weightNoiseParams.clear();
    Gradient gradients = new DefaultGradient();
    gradients.gradientForVariable().put(EmbeddingParameters.TABLE, gradient);
    return new Pair<>(gradients, null);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }
}
