package io.palavra.kernels.attention;

import io.palavra.kernels.arithmetic.AdditiveScore;
import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.OuterProduct;
import io.palavra.kernels.part.Attentive;
import io.palavra.kernels.part.Linear;
import io.palavra.kernels.part.Parameter;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.part.Sheet;
import io.palavra.kernels.part.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Weighted means of values, the weights a softmax over the scores of queries and keys; several
 * heads, each on columns of its own. A sequence without keys gives zeros.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Heads<A> implements Attentive {
  private final Floor<A> floor;
  private final int heads;
  private final double scale;
  private final boolean causal;
  private final Optional<Parameter<A>> additive;
  private final WeightDropout<A> dropout;
  private final Sheet<A> out;
  private final List<Bench<A>> benches = new ArrayList<>();
  private A weights;
  private A vectorGradients;
  private int[] starts = {0};
  private View<A> queries;
  private View<A> keys;
  private View<A> values;

  private Heads(
      Floor<A> floor,
      int heads,
      double scale,
      boolean causal,
      Optional<Parameter<A>> additive,
      double dropOut) {
    this.floor = floor;
    this.heads = heads;
    this.scale = scale;
    this.causal = causal;
    this.additive = additive;
    this.dropout = new WeightDropout<>(floor, dropOut);
    this.out = new Sheet<>(floor);
    this.weights = floor.math().allocate(0);
    this.vectorGradients = floor.math().allocate(0);
    this.queries = View.of(out);
    this.keys = queries;
    this.values = queries;
    for (int i = 0; i < Floor.slots(); i++) {
      benches.add(new Bench<>(floor));
    }
  }

  /**
   * Scores are products of queries and keys times {@code scale}.
   *
   * @param dropOut probability that a weight is dropped in training
   */
  public static <A> Heads<A> ofProducts(
      Floor<A> floor, int heads, double scale, boolean causal, double dropOut) {
    return new Heads<>(floor, heads, scale, causal, Optional.empty(), dropOut);
  }

  /**
   * Scores are {@code vector tanh(query + key)}.
   *
   * @param dropOut probability that a weight is dropped in training
   */
  public static <A> Heads<A> additive(Floor<A> floor, Parameter<A> vector, double dropOut) {
    return new Heads<>(floor, 1, 1, false, Optional.of(vector), dropOut);
  }

  /** The means, a row for each query. */
  public Sheet<A> forward(View<A> newQueries, View<A> newKeys, View<A> newValues, Pass pass) {
    queries = newQueries;
    keys = newKeys;
    values = newValues;
    Rows asking = queries.sheet().rows();
    Rows asked = keys.sheet().rows();
    starts = new int[asking.batch() + 1];
    for (int b = 0; b < asking.batch(); b++) {
      long size = (long) heads * asking.length(b) * asked.length(b);
      starts[b + 1] = Math.toIntExact(starts[b] + size);
    }
    weights = floor.room(weights, starts[asking.batch()]);
    dropout.begin(starts[asking.batch()], pass);
    out.shape(asking, values.width(), pass.training());
    if (additive.isPresent()) {
      // Its tasks ask for them row by row: they should not be the first.
      queries.sheet().gradients();
      keys.sheet().gradients();
    }
    floor.spread(
        asking.batch(),
        1,
        (from, to, slot) -> {
          for (int b = from; b < to; b++) {
            for (int head = 0; head < heads; head++) {
              attend(b, head, benches.get(slot));
            }
          }
        });
    return out;
  }

  private int start(int sequence, int head) {
    int size = starts[sequence + 1] - starts[sequence];
    return starts[sequence] + size / heads * head;
  }

  /** The columns of one head. */
  private View<A> part(View<A> all, int head) {
    int width = all.width() / heads;
    return new View<>(all.sheet(), all.column() + head * width, width);
  }

  private void attend(int b, int head, Bench<A> bench) {
    Arithmetic<A> math = floor.math();
    Rows asking = queries.sheet().rows();
    Rows asked = keys.sheet().rows();
    int n = asking.length(b);
    int m = asked.length(b);
    View<A> result = part(View.of(out), head);
    View<A> value = part(values, head);
    bench.result = floor.room(bench.result, n * result.width());
    math.fill(bench.result, 0, n * result.width(), 0);
    if (m > 0) {
      int at = start(b, head);
      score(b, head, at, bench);
      for (int i = 0; i < n; i++) {
        int seen = causal ? Math.min(m, i + 1) : m;
        floor.rows().softmax(math, weights, at + i * m, seen);
        math.fill(weights, at + i * m + seen, m - seen, 0);
        dropout.drop(weights, at + i * m, seen, m);
      }
      bench.value = gather(value, value.sheet().values(), asked, b, bench.value);
      math.pack(bench.value, m, value.width(), false, bench.packed);
      math.multiplyRows(n, dropout.left(weights), at, bench.packed, bench.result, 0, bench.scratch);
    }
    for (int i = 0; i < n; i++) {
      int to = result.at(asking.from(b) + i);
      math.copy(bench.result, i * result.width(), out.values(), to, result.width());
    }
  }

  private void score(int b, int head, int at, Bench<A> bench) {
    Arithmetic<A> math = floor.math();
    Rows asking = queries.sheet().rows();
    Rows asked = keys.sheet().rows();
    int n = asking.length(b);
    int m = asked.length(b);
    if (additive.isPresent()) {
      AdditiveScore<A> score = additiveScore(additive.get());
      for (int i = 0; i < n; i++) {
        int query = queries.at(asking.from(b) + i);
        for (int j = 0; j < m; j++) {
          double s = floor.rows().score(score, query, keys.at(asked.from(b) + j));
          math.set(weights, at + i * m + j, s);
        }
      }
      return;
    }
    View<A> query = part(queries, head);
    View<A> key = part(keys, head);
    bench.query = gather(query, query.sheet().values(), asking, b, bench.query);
    bench.key = gather(key, key.sheet().values(), asked, b, bench.key);
    math.pack(bench.key, key.width(), m, true, bench.packed);
    math.fill(weights, at, n * m, 0);
    math.multiplyRows(n, bench.query, 0, bench.packed, weights, at, bench.scratch);
    math.scale(weights, at, n * m, scale);
  }

  private AdditiveScore<A> additiveScore(Parameter<A> vector) {
    return new AdditiveScore<>(
        queries.sheet().values(),
        keys.sheet().values(),
        vector.value(),
        queries.sheet().gradients(),
        keys.sheet().gradients(),
        vectorGradients,
        queries.width());
  }

  /** Lays the rows of one sequence one after the other. */
  private A gather(View<A> view, A source, Rows rows, int b, A room) {
    int width = view.width();
    A target = floor.room(room, rows.length(b) * width);
    for (int i = 0; i < rows.length(b); i++) {
      floor.math().copy(source, view.at(rows.from(b) + i), target, i * width, width);
    }
    return target;
  }

  /** Adds such rows to the gradients. */
  private void addTo(View<A> view, A source, Rows rows, int b) {
    int width = view.width();
    for (int i = 0; i < rows.length(b); i++) {
      int to = view.at(rows.from(b) + i);
      floor.math().add(source, i * width, view.sheet().gradients(), to, width);
    }
  }

  /** Goes back from the gradients of the means. */
  public void backward() {
    Rows asking = queries.sheet().rows();
    int width = queries.width();
    if (additive.isPresent()) {
      vectorGradients = floor.room(vectorGradients, asking.batch() * width);
      floor.math().fill(vectorGradients, 0, asking.batch() * width, 0);
    }
    List<Sheet<A>> blank = blank();
    floor.spread(
        asking.batch(),
        1,
        (from, to, slot) -> {
          for (int b = from; b < to; b++) {
            for (Sheet<A> sheet : blank) {
              Rows rows = sheet.rows();
              sheet.clear(rows.from(b), rows.from(b) + rows.length(b));
            }
            for (int head = 0; head < heads; head++) {
              back(b, head, benches.get(slot));
            }
          }
        });
    additive.ifPresent(
        vector ->
            Linear.sumColumns(floor, vectorGradients, asking.batch(), width, vector.gradient()));
  }

  /** The inputs that have no gradients yet. */
  private List<Sheet<A>> blank() {
    return Stream.of(queries, keys, values).map(View::sheet).filter(Sheet::claimGradients).toList();
  }

  private void back(int b, int head, Bench<A> bench) {
    Arithmetic<A> math = floor.math();
    Rows asking = queries.sheet().rows();
    Rows asked = keys.sheet().rows();
    int n = asking.length(b);
    int m = asked.length(b);
    if (n == 0 || m == 0) {
      return;
    }
    int at = start(b, head);
    View<A> value = part(values, head);
    int width = value.width();
    bench.result = gather(part(View.of(out), head), out.gradients(), asking, b, bench.result);
    bench.value = gather(value, value.sheet().values(), asked, b, bench.value);
    math.pack(bench.value, width, m, true, bench.packed);
    bench.slope = floor.room(bench.slope, n * m);
    math.fill(bench.slope, 0, n * m, 0);
    math.multiplyRows(n, bench.result, 0, bench.packed, bench.slope, 0, bench.scratch);

    math.fill(bench.value, 0, m * width, 0);
    math.accumulate(
        new OuterProduct<>(dropout.left(weights), at, m, bench.result, 0, width, n, bench.value),
        0,
        m,
        bench.scratch);
    addTo(value, bench.value, asked, b);

    for (int i = 0; i < n; i++) {
      int seen = causal ? Math.min(m, i + 1) : m;
      dropout.back(weights, at + i * m, bench.slope, i * m, seen);
      math.fill(bench.slope, i * m + seen, m - seen, 0);
    }
    scoreBack(b, head, bench);
  }

  private void scoreBack(int b, int head, Bench<A> bench) {
    Arithmetic<A> math = floor.math();
    Rows asking = queries.sheet().rows();
    Rows asked = keys.sheet().rows();
    int n = asking.length(b);
    int m = asked.length(b);
    if (additive.isPresent()) {
      AdditiveScore<A> score = additiveScore(additive.get());
      for (int i = 0; i < n; i++) {
        int query = queries.at(asking.from(b) + i);
        for (int j = 0; j < m; j++) {
          double slope = math.get(bench.slope, i * m + j);
          int key = keys.at(asked.from(b) + j);
          floor.rows().scoreBack(score, query, key, b * queries.width(), slope);
        }
      }
      return;
    }
    math.scale(bench.slope, 0, n * m, scale);
    View<A> query = part(queries, head);
    View<A> key = part(keys, head);
    int width = key.width();
    bench.query = gather(query, query.sheet().values(), asking, b, bench.query);
    bench.key = gather(key, key.sheet().values(), asked, b, bench.key);
    math.pack(bench.key, m, width, false, bench.packed);
    bench.result = floor.room(bench.result, Math.max(n, m) * width);
    math.fill(bench.result, 0, n * width, 0);
    math.multiplyRows(n, bench.slope, 0, bench.packed, bench.result, 0, bench.scratch);
    addTo(query, bench.result, asking, b);
    math.fill(bench.result, 0, m * width, 0);
    math.accumulate(
        new OuterProduct<>(bench.slope, 0, m, bench.query, 0, width, n, bench.result),
        0,
        m,
        bench.scratch);
    addTo(key, bench.result, asked, b);
  }

  @Override
  public Optional<INDArray> attentionWeights() {
    Rows asking = queries.sheet().rows();
    Rows asked = keys.sheet().rows();
    INDArray all =
        Nd4j.zeros(floor.transfer().dataType(), asking.batch(), heads, asking.time(), asked.time());
    for (int b = 0; b < asking.batch(); b++) {
      int m = asked.length(b);
      for (int head = 0; head < heads; head++) {
        for (int i = 0; i < asking.length(b); i++) {
          for (int j = 0; j < m; j++) {
            int query = asking.place(asking.from(b) + i) - b * asking.time();
            int key = asked.place(asked.from(b) + j) - b * asked.time();
            double weight = floor.math().get(weights, start(b, head) + i * m + j);
            all.putScalar(new int[] {b, head, query, key}, weight);
          }
        }
      }
    }
    return Optional.of(all);
  }
}
