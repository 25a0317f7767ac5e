package io.palavra.kernels.transformer;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Dropout;
import io.palavra.kernels.part.Parameter;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.part.Sheet;
import io.palavra.kernels.part.Stepping;
import io.palavra.kernels.part.Steps;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.exception.DL4JInvalidInputException;

/**
 * {@code scale x + p}, where p is the vector of the step's position in its sequence.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class PositionPart<A> implements Stepping<A> {
  private final Floor<A> floor;
  private final int width;
  private final double scale;
  private final int limit;
  private final Optional<Parameter<A>> learned;
  private final Sheet<A> y;
  private final Dropout<A> dropout;
  private A waves;
  private int known;
  private Sheet<A> x;

  PositionPart(
      Floor<A> floor,
      Parameters<A> parameters,
      int width,
      int learned,
      double scale,
      double dropOut) {
    this.dropout = new Dropout<>(floor, dropOut);
    this.floor = floor;
    this.width = width;
    this.scale = scale;
    this.limit = learned;
    this.learned =
        learned > 0 ? Optional.of(parameters.table("P", learned, width)) : Optional.empty();
    this.y = new Sheet<>(floor);
    this.x = y;
    this.waves = floor.math().allocate(0);
  }

  /** The vectors of the positions below {@code count}. */
  private A vectors(int count) {
    if (learned.isPresent()) {
      requireLearned(count, limit);
      return learned.get().value();
    }
    if (count > known) {
      waves = floor.math().allocate(count * width);
      double[] all = waves(count, width);
      for (int i = 0; i < all.length; i++) {
        floor.math().set(waves, i, all[i]);
      }
      known = count;
    }
    return waves;
  }

  /** Refuses sequences that are longer than what was learned; 0 for sines, which never end. */
  static void requireLearned(int count, int learned) {
    if (learned > 0 && count > learned) {
      throw new DL4JInvalidInputException(
          "a sequence of " + count + " steps, but only " + learned + " positions were learned");
    }
  }

  /** Sines and cosines of the positions below {@code count}, a row each. */
  static double[] waves(int count, int width) {
    double[] all = new double[count * width];
    for (int p = 0; p < count; p++) {
      for (int j = 0; j < width; j++) {
        double angle = p / Math.pow(10_000, (j - j % 2) / (double) width);
        all[p * width + j] = j % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
      }
    }
    return all;
  }

  @Override
  public Sheet<A> forward(List<Sheet<A>> inputs, Pass pass) {
    Arithmetic<A> math = floor.math();
    x = inputs.get(0);
    Rows rows = x.rows();
    y.shape(rows, width, pass.training());
    A vectors = vectors(rows.longest());
    floor.spread(
        rows.batch(),
        1,
        (from, to, slot) -> {
          for (int b = from; b < to; b++) {
            int at = rows.from(b) * width;
            int n = rows.length(b) * width;
            math.copy(vectors, 0, y.values(), at, n);
            floor.rows().addScaled(scale, x.values(), at, y.values(), at, n);
          }
        });
    return dropout.forward(y, pass);
  }

  @Override
  public Steps<A> steps(Sheet<A> memory) {
    int[] position = {0};
    return (x, parents) -> {
      y.shape(x.rows(), width, false);
      A vectors = vectors(position[0] + 1);
      for (int i = 0; i < parents.length; i++) {
        floor.math().copy(vectors, position[0] * width, y.values(), i * width, width);
        floor.rows().addScaled(scale, x.values(), i * width, y.values(), i * width, width);
      }
      position[0]++;
      return y;
    };
  }

  @Override
  public void backward() {
    dropout.backward();
    Rows rows = x.rows();
    int n = rows.count() * width;
    floor.rows().addScaled(scale, y.gradients(), 0, x.gradients(), 0, n);
    learned.ifPresent(
        table -> {
          floor.math().fill(table.gradient(), 0, table.length(), 0);
          for (int b = 0; b < rows.batch(); b++) {
            int length = rows.length(b) * width;
            floor.math().add(y.gradients(), rows.from(b) * width, table.gradient(), 0, length);
          }
        });
  }
}
