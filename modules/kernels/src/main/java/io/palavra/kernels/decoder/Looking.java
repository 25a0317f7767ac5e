package io.palavra.kernels.decoder;

import io.palavra.kernels.arithmetic.AdditiveScore;
import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.arithmetic.RowArithmetic;
import io.palavra.kernels.arithmetic.Scratch;
import io.palavra.kernels.part.Linear;
import io.palavra.kernels.part.Parameter;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Sheet;
import java.util.Optional;

/**
 * A decoder's look at its memory, row by row of a plan. The memory is projected once.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Looking<A> {
  private final Floor<A> floor;
  private final Arithmetic<A> math;
  private final RowArithmetic<A> rowMath;
  private final DecoderAttention kind;
  private final int units;
  private final int width;

  /** Width of queries and keys. */
  private final int size;

  private final Optional<Linear<A>> key;
  private final Optional<Parameter<A>> query;
  private final Optional<Parameter<A>> vector;
  private final Packed<A> queryWeights = new Packed<>();
  private final Packed<A> queryWeightsBack = new Packed<>();
  private Sheet<A> memory;
  private Sheet<A> keys;

  /** {@code [rows, size]}. */
  private A queries;

  private A queryGradients;

  /** {@code [rows, width]}. */
  private A contexts;

  private A weights;
  private A vectorGradients;
  private int[] starts = {0};
  private int[] sentences = {};
  private int laidOut = -1;

  Looking(Floor<A> floor, Parameters<A> parameters, DecoderOptions options) {
    this.floor = floor;
    this.math = floor.math();
    this.rowMath = floor.rows();
    this.kind = options.attention();
    this.units = options.units();
    this.width = options.memory();
    this.size = kind == DecoderAttention.ADDITIVE ? options.size() : width;
    boolean additive = kind == DecoderAttention.ADDITIVE;
    this.key =
        additive
            ? Optional.of(new Linear<>(floor, parameters, "k", width, size, true))
            : Optional.empty();
    this.query =
        kind == DecoderAttention.DOT
            ? Optional.empty()
            : Optional.of(parameters.weight("Wq", units, size));
    this.vector = additive ? Optional.of(parameters.vector("v", size)) : Optional.empty();
    this.memory = new Sheet<>(floor);
    this.keys = memory;
    this.queries = math.allocate(0);
    this.queryGradients = queries;
    this.contexts = queries;
    this.weights = queries;
    this.vectorGradients = queries;
  }

  /** Projects the memory and lays the weights out. */
  void begin(Sheet<A> newMemory, Pass pass) {
    memory = newMemory;
    keys = key.map(linear -> linear.forward(memory, pass)).orElse(memory);
    query.ifPresent(
        weight -> {
          if (laidOut != weight.version()) {
            math.pack(weight.value(), units, size, false, queryWeights);
            laidOut = weight.version();
          }
          if (pass.training()) {
            math.pack(weight.value(), size, units, true, queryWeightsBack);
          }
        });
  }

  /**
   * Makes room.
   *
   * @param newSentences for every row of the plan the sequence of the memory that it looks at
   */
  void room(int[] newSentences, boolean training) {
    sentences = newSentences;
    int rows = sentences.length;
    starts = starts.length > rows ? starts : new int[rows + 1];
    for (int row = 0; row < rows; row++) {
      starts[row + 1] = Math.addExact(starts[row], memory.rows().length(sentences[row]));
    }
    weights = floor.room(weights, starts[rows]);
    queries = floor.room(queries, rows * size);
    contexts = floor.room(contexts, rows * width);
    if (training) {
      // Tasks ask for them row by row: they should not be the first.
      keys.gradients();
      memory.gradients();
      int batch = memory.rows().batch();
      queryGradients = floor.room(queryGradients, rows * size);
      math.fill(queryGradients, 0, rows * size, 0);
      vectorGradients = floor.room(vectorGradients, batch * size);
      math.fill(vectorGradients, 0, batch * size, 0);
    }
  }

  A contexts() {
    return contexts;
  }

  /** From the states of some rows to their contexts. */
  void look(A hidden, int row, int count, Scratch<A> scratch) {
    if (query.isPresent()) {
      math.fill(queries, row * size, count * size, 0);
      math.multiplyRows(count, hidden, row * units, queryWeights, queries, row * size, scratch);
    } else {
      math.copy(hidden, row * units, queries, row * size, count * size);
    }
    for (int i = row; i < row + count; i++) {
      look(i);
    }
  }

  private void look(int row) {
    int first = memory.rows().from(sentences[row]);
    int steps = memory.rows().length(sentences[row]);
    int at = starts[row];
    if (vector.isPresent()) {
      AdditiveScore<A> score = score(vector.get());
      for (int j = 0; j < steps; j++) {
        math.set(weights, at + j, rowMath.score(score, row * size, (first + j) * size));
      }
    } else {
      for (int j = 0; j < steps; j++) {
        math.set(
            weights,
            at + j,
            rowMath.dot(queries, row * size, keys.values(), (first + j) * size, size));
      }
    }
    rowMath.softmax(math, weights, at, steps);
    math.fill(contexts, row * width, width, 0);
    for (int j = 0; j < steps; j++) {
      double weight = math.get(weights, at + j);
      rowMath.addScaled(weight, memory.values(), (first + j) * width, contexts, row * width, width);
    }
  }

  private AdditiveScore<A> score(Parameter<A> v) {
    return new AdditiveScore<>(
        queries, keys.values(), v.value(), queryGradients, keys.gradients(), vectorGradients, size);
  }

  /**
   * From the gradients of the contexts of some rows adds to those of their states.
   *
   * @param slopes of the contexts, {@code [count, width]}
   * @param hidden gradients of the states, {@code [count, units]}
   * @param work as long as the longest memory
   */
  void back(A slopes, A hidden, A work, int row, int count, Scratch<A> scratch) {
    for (int i = 0; i < count; i++) {
      back(slopes, i * width, work, row + i);
    }
    if (query.isPresent()) {
      math.multiplyRows(count, queryGradients, row * size, queryWeightsBack, hidden, 0, scratch);
    } else {
      math.add(queryGradients, row * size, hidden, 0, count * size);
    }
  }

  private void back(A slopes, int slope, A work, int row) {
    int first = memory.rows().from(sentences[row]);
    int steps = memory.rows().length(sentences[row]);
    int at = starts[row];
    for (int j = 0; j < steps; j++) {
      int m = (first + j) * width;
      math.set(work, j, rowMath.dot(slopes, slope, memory.values(), m, width));
      rowMath.addScaled(math.get(weights, at + j), slopes, slope, memory.gradients(), m, width);
    }
    if (steps > 0) {
      rowMath.softmaxBack(math, weights, at, work, 0, steps);
    }
    if (vector.isPresent()) {
      AdditiveScore<A> score = score(vector.get());
      int v = sentences[row] * size;
      for (int j = 0; j < steps; j++) {
        rowMath.scoreBack(score, row * size, (first + j) * size, v, math.get(work, j));
      }
      return;
    }
    for (int j = 0; j < steps; j++) {
      double d = math.get(work, j);
      int k = (first + j) * size;
      rowMath.addScaled(d, keys.values(), k, queryGradients, row * size, size);
      rowMath.addScaled(d, queries, row * size, keys.gradients(), k, size);
    }
  }

  /** Sets the gradients of the parameters, and adds to those of the memory. */
  void finish(A hidden) {
    int rows = sentences.length;
    query.ifPresent(
        weight ->
            Linear.outerProducts(
                floor, hidden, units, queryGradients, size, rows, weight.gradient()));
    vector.ifPresent(
        v -> Linear.sumColumns(floor, vectorGradients, memory.rows().batch(), size, v.gradient()));
    key.ifPresent(Linear::backward);
  }

  /** The weight of step {@code step} of the memory in row {@code row}. */
  double weight(int row, int step) {
    return math.get(weights, starts[row] + step);
  }

  /** The memory of the last pass. */
  Sheet<A> memory() {
    return memory;
  }
}
