package io.palavra.kernels.fit;

import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.arithmetic.FloatTransfer;
import io.palavra.kernels.embedding.EmbeddingLayer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.Regularization.ApplyStep;

/**
 * One parameter array of a network, its gradient and its updater's state, all in the memory that
 * Deeplearning4j has them in.
 */
final class Segment {
  /** Elements that are worked on at once: four such arrays stay in the first-level cache. */
  private static final int CHUNK = 2048;

  private final INDArray parameters;
  private final INDArray gradients;
  private final List<Regularization> regularization;
  private final Optional<EmbeddingLayer> table;
  private final IUpdater updater;
  private final Step step;
  private final boolean averaged;

  private final FloatBuffer parameterMemory;
  private final FloatBuffer gradientMemory;
  private final FloatBuffer firstMemory;
  private final FloatBuffer secondMemory;
  private final Workbench[] benches = new Workbench[Cores.count() * 2];

  /**
   * Binds the arrays, all of them vectors.
   *
   * @param states the updater's state of all parameters, {@code states} times as long as they
   * @param table the layer whose rows alone are to be updated, where there is one
   */
  Segment(
      INDArray parameters,
      INDArray gradients,
      List<INDArray> states,
      IUpdater updater,
      List<Regularization> regularization,
      boolean averaged,
      Optional<EmbeddingLayer> table) {
    this.parameters = parameters;
    this.gradients = gradients;
    this.regularization = regularization;
    this.table = table;
    this.updater = updater;
    this.step = Step.of(updater).orElseThrow();
    this.averaged = averaged;
    this.parameterMemory = FloatTransfer.memory(parameters);
    this.gradientMemory = FloatTransfer.memory(gradients);
    this.firstMemory =
        states.isEmpty() ? FloatBuffer.allocate(0) : FloatTransfer.memory(states.get(0));
    this.secondMemory = states.size() < 2 ? firstMemory : FloatTransfer.memory(states.get(1));
    for (int i = 0; i < benches.length; i++) {
      benches[i] = new Workbench();
    }
  }

  /**
   * What becomes of the sum of the gradients over a mini-batch.
   *
   * @param batch examples, by whose number it is divided
   * @param scale what the quotient is multiplied by
   * @param limit the greatest absolute value of the product that is let through
   */
  record Averaging(int batch, double scale, double limit) {}

  private float factor(int batch) {
    return averaged ? 1f / batch : 1;
  }

  /**
   * The sum of the squares of the gradients, averaged over {@code batch} examples. In whatever
   * order the chunks are done, their sums are added in that of memory.
   */
  double squares(int batch) {
    int[] rows = table.map(EmbeddingLayer::touchedRows).orElse(new int[0]);
    int width = table.map(layer -> (int) layer.layerConf().getNOut()).orElse(CHUNK);
    int length = (int) parameters.length();
    double[] sums = new double[table.isPresent() ? rows.length : (length + CHUNK - 1) / CHUNK];
    share(
        sums.length,
        table.isPresent() ? 64 : 4,
        (i, bench) -> {
          int from = (table.isPresent() ? rows[i] : i) * width;
          sums[i] = bench.squares(gradientMemory, from, Math.min(width, length - from));
        });
    double factor = factor(batch);
    return Arrays.stream(sums).sum() * factor * factor;
  }

  /** Updates the parameters from the sum of the gradients. */
  void update(Averaging averaging, int iteration, int epoch) {
    Step.Rates rates = Step.rates(updater, iteration, epoch);
    Bound bound =
        new Bound(
            (float) (factor(averaging.batch()) * averaging.scale()), (float) averaging.limit());
    if (table.isPresent()) {
      int[] rows = table.get().touchedRows();
      int width = (int) table.get().layerConf().getNOut();
      if (!regularization.isEmpty()) {
        regularise(rows, width, bound, rates, iteration, epoch);
        return;
      }
      share(rows.length, 64, (i, bench) -> work(rows[i] * width, width, bound, rates, bench));
    } else if (regularization.isEmpty()) {
      int length = (int) parameters.length();
      share(
          (length + CHUNK - 1) / CHUNK,
          4,
          (i, bench) -> work(i * CHUNK, Math.min(CHUNK, length - i * CHUNK), bound, rates, bench));
    } else {
      regularise(bound, rates, iteration, epoch);
    }
  }

  /** One pass over {@code n} parameters: average, update the state, subtract. */
  private void work(int from, int n, Bound bound, Step.Rates rates, Workbench bench) {
    bench.room(n);
    gradientMemory.get(from, bench.gradient, 0, n);
    float factor = bound.factor();
    for (int i = 0; i < n; i++) {
      bench.gradient[i] *= factor;
    }
    if (bound.clips()) {
      bench.clip(n, bound.limit());
    }
    advance(from, n, rates, bench);
    parameterMemory.get(from, bench.parameter, 0, n);
    for (int i = 0; i < n; i++) {
      bench.parameter[i] -= bench.gradient[i];
    }
    parameterMemory.put(from, bench.parameter, 0, n);
  }

  private void advance(int from, int n, Step.Rates rates, Workbench bench) {
    if (step.states() > 0) {
      firstMemory.get(from, bench.first, 0, n);
    }
    if (step.states() > 1) {
      secondMemory.get(from, bench.second, 0, n);
    }
    step.apply(rates, bench.gradient, bench.first, bench.second, n);
    if (step.states() > 0) {
      firstMemory.put(from, bench.first, 0, n);
    }
    if (step.states() > 1) {
      secondMemory.put(from, bench.second, 0, n);
    }
  }

  /** The same in passes of ND4J's for the sake of the regularisations, whatever they are. */
  private void regularise(Bound bound, Step.Rates rates, int iteration, int epoch) {
    bound.apply(gradients);
    regularise(ApplyStep.BEFORE_UPDATER, parameters, gradients, rates, iteration, epoch);
    int length = (int) parameters.length();
    share(
        (length + CHUNK - 1) / CHUNK,
        4,
        (i, bench) -> {
          int from = i * CHUNK;
          int n = Math.min(CHUNK, length - from);
          bench.room(n);
          gradientMemory.get(from, bench.gradient, 0, n);
          advance(from, n, rates, bench);
          gradientMemory.put(from, bench.gradient, 0, n);
        });
    regularise(ApplyStep.POST_UPDATER, parameters, gradients, rates, iteration, epoch);
    parameters.subi(gradients);
  }

  private void regularise(
      ApplyStep when,
      INDArray weights,
      INDArray update,
      Step.Rates rates,
      int iteration,
      int epoch) {
    for (Regularization each : regularization) {
      if (each.applyStep() == when) {
        each.apply(weights, update, rates.learningRate(), iteration, epoch);
      }
    }
  }

  /** The same for rows of a table, with copies of those rows. */
  private void regularise(
      int[] rows, int width, Bound bound, Step.Rates rates, int iteration, int epoch) {
    if (rows.length == 0) {
      return;
    }
    float[] weights = new float[rows.length * width];
    float[] update = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      parameterMemory.get(rows[i] * width, weights, i * width, width);
      gradientMemory.get(rows[i] * width, update, i * width, width);
    }
    INDArray weightRows = Nd4j.createFromArray(weights);
    INDArray updateRows = Nd4j.createFromArray(update);
    bound.apply(updateRows);
    regularise(ApplyStep.BEFORE_UPDATER, weightRows, updateRows, rates, iteration, epoch);
    FloatBuffer updateMemory = FloatTransfer.memory(updateRows);
    share(
        rows.length,
        64,
        (i, bench) -> {
          bench.room(width);
          updateMemory.get(i * width, bench.gradient, 0, width);
          advance(rows[i] * width, width, rates, bench);
          updateMemory.put(i * width, bench.gradient, 0, width);
        });
    regularise(ApplyStep.POST_UPDATER, weightRows, updateRows, rates, iteration, epoch);
    weightRows.subi(updateRows);
    FloatTransfer.memory(weightRows).get(0, weights);
    for (int i = 0; i < rows.length; i++) {
      parameterMemory.put(rows[i] * width, weights, i * width, width);
    }
  }

  /** Divides {@code items} among as many workbenches as are worth it. */
  private void share(int items, int least, Item item) {
    int tasks = Math.max(1, Math.min(benches.length, items / least));
    int size = (items + tasks - 1) / tasks;
    Cores.each(
        tasks,
        task -> {
          for (int i = task * size; i < Math.min(items, (task + 1) * size); i++) {
            item.work(i, benches[task]);
          }
        });
  }

  /** Work on one chunk or row. */
  private interface Item {
    void work(int i, Workbench bench);
  }

  /**
   * What each gradient is multiplied by, and how great it may be then.
   *
   * @param limit infinite where it may be anything
   */
  private record Bound(float factor, float limit) {

    boolean clips() {
      return limit < Float.POSITIVE_INFINITY;
    }

    void apply(INDArray gradients) {
      if (factor != 1) {
        gradients.muli(factor);
      }
      if (clips()) {
        Nd4j.getExecutioner()
            .exec(
                DynamicCustomOp.builder("clipbyvalue")
                    .addInputs(gradients)
                    .callInplace(true)
                    .addFloatingPointArguments((double) -limit, (double) limit)
                    .build());
      }
    }
  }
}
