package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import io.palavra.pipeline.BadInputException;
import java.util.Locale;

/** Tells weights that have run off, as they do where the learning rate is too high. */
public final class Divergence {
  /** The option that is at fault. */
  public static final String OPTION = "option learningRate";

  /** Rows of a table that a look in passing takes; what is no number soon is everywhere. */
  private static final int ROWS_IN_PASSING = 32;

  private Divergence() {}

  /**
   * The complaint.
   *
   * @param learningRate as it was given
   * @param share of the training that is behind, from 0 to 1
   */
  public static BadInputException of(double learningRate, double share) {
    return BadInputException.of(
        OPTION,
        Double.toString(learningRate),
        String.format(
            Locale.ROOT,
            "a smaller one: with it the weights grew beyond all numbers, as was seen after %.1f %%"
                + " of the training",
            100 * share));
  }

  /** As {@link #of(double, double)}, by what a training says of its progress. */
  public static BadInputException of(double learningRate, Progress now) {
    return of(learningRate, (double) now.done() / Math.max(1, now.total()));
  }

  /**
   * Whether all numbers of the first rows are finite, and the rows' lengths with them.
   *
   * @param width of a row's numbers, a multiple of {@link RowMath#lanes()}
   */
  public static boolean finite(FloatRows table, int rows, int width) {
    return finite(table, rows, width, 1);
  }

  /** The same of a few rows only, at no cost. */
  static boolean finiteInPassing(FloatRows table, int rows) {
    return finite(table, rows, table.width(), Math.max(1, rows / ROWS_IN_PASSING));
  }

  private static boolean finite(FloatRows table, int rows, int width, int step) {
    RowMath math = RowMaths.best();
    float[] numbers = table.numbers();
    for (int row = 0; row < rows; row += step) {
      int at = table.place(row);
      if (!Float.isFinite(math.dot(numbers, at, numbers, at, width))) {
        return false;
      }
    }
    return true;
  }
}
