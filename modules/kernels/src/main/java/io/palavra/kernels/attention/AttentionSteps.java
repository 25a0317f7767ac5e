package io.palavra.kernels.attention;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Linear;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Sheet;
import java.util.Optional;

/**
 * Multi-head attention of single steps to what lies behind them, whose keys and values are not
 * computed again.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class AttentionSteps<A> {
  private final Floor<A> floor;
  private final Layers<A> layers;
  private final boolean self;
  private final Lookback<A> back;
  private final Sheet<A> mean;
  private A weights;
  private int longest;

  /** The projections; results of one query have {@code heads} parts. */
  record Layers<A>(
      Linear<A> query, Linear<A> key, Linear<A> value, Linear<A> result, int heads, double scale) {}

  AttentionSteps(Floor<A> floor, Layers<A> layers, Optional<Sheet<A>> memory) {
    this.floor = floor;
    this.layers = layers;
    this.self = memory.isEmpty();
    this.back =
        memory
            .map(
                sheet ->
                    Lookback.of(
                        floor,
                        layers.key.forward(sheet, Pass.INFERENCE),
                        layers.value.forward(sheet, Pass.INFERENCE)))
            .orElseGet(() -> Lookback.empty(floor));
    this.mean = new Sheet<>(floor);
    this.weights = floor.math().allocate(0);
  }

  /** One step of hypotheses that go on from {@code parents}, a row each. */
  public Sheet<A> next(Sheet<A> x, int[] parents) {
    back.choose(parents);
    if (self) {
      back.note(layers.key.forward(x, Pass.INFERENCE), layers.value.forward(x, Pass.INFERENCE));
    }
    Sheet<A> queries = layers.query.forward(x, Pass.INFERENCE);
    int width = queries.width();
    mean.shape(x.rows(), width, false);
    longest = 0;
    for (int i = 0; i < parents.length; i++) {
      longest = Math.max(longest, back.length(i));
    }
    weights = floor.room(weights, parents.length * layers.heads * longest);
    floor.spread(
        parents.length,
        4,
        (from, to, slot) -> {
          for (int i = from; i < to; i++) {
            look(queries.values(), i, width);
          }
        });
    return layers.result.forward(mean, Pass.INFERENCE);
  }

  private int weightsOf(int hypothesis, int head) {
    return (hypothesis * layers.heads + head) * longest;
  }

  private void look(A queries, int i, int width) {
    int part = width / layers.heads;
    int length = back.length(i);
    for (int s = 0; s < length; s++) {
      A keys = back.keys(s);
      int row = back.row(i, s) * width;
      for (int head = 0; head < layers.heads; head++) {
        int column = head * part;
        double score = floor.rows().dot(queries, i * width + column, keys, row + column, part);
        floor.math().set(weights, weightsOf(i, head) + s, score * layers.scale);
      }
    }
    for (int head = 0; head < layers.heads; head++) {
      floor.rows().softmax(floor.math(), weights, weightsOf(i, head), length);
    }
    floor.math().fill(mean.values(), i * width, width, 0);
    for (int s = 0; s < length; s++) {
      A values = back.values(s);
      int row = back.row(i, s) * width;
      for (int head = 0; head < layers.heads; head++) {
        int column = head * part;
        double weight = floor.math().get(weights, weightsOf(i, head) + s);
        floor
            .rows()
            .addScaled(weight, values, row + column, mean.values(), i * width + column, part);
      }
    }
  }

  /** How much a hypothesis of the last call looked at each step, the mean of the heads. */
  public double[] looked(int hypothesis) {
    double[] all = new double[back.length(hypothesis)];
    for (int head = 0; head < layers.heads; head++) {
      for (int s = 0; s < all.length; s++) {
        all[s] += floor.math().get(weights, weightsOf(hypothesis, head) + s) / layers.heads;
      }
    }
    return all;
  }
}
