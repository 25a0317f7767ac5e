package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.RowMath;

/**
 * The centre out of the mean of all rows of the words around it. Each word takes its true share of
 * the step, the step of the mean divided by the number of words. word2vec, gensim and fastText hand
 * the whole step to each of them, by which centres with many words around teach more than others;
 * see Irsoy, Benton and Stratos 2021, "Corrected CBOW Performs as well as Skip-gram".
 */
final class ContinuousBag implements Reader {
  private final RowMath math;
  private final Inputs inputs;
  private final Objective objective;
  private final Randoms random;
  private final int reach;
  private final int width;
  private final int[] places;
  private final float[] factors;

  /** Where the mean lies, in the table of the inputs. */
  private final int[] mean = new int[1];

  /** Where it is kept as it was before it learned. */
  private final int before;

  ContinuousBag(
      RowMath math, Inputs inputs, Objective objective, Randoms random, int reach, int width) {
    this.math = math;
    this.inputs = inputs;
    this.objective = objective;
    this.random = random;
    this.reach = reach;
    this.width = width;
    this.places = new int[2 * reach];
    this.factors = new float[2 * reach];
    this.mean[0] = inputs.spare(0);
    this.before = inputs.spare(1);
  }

  @Override
  public void learn(int[] sentence, int n, float rate) {
    inputs.begin(sentence);
    for (int centre = 0; centre < n; centre++) {
      inputs.enter(Math.min(n, centre + reach + 1));
      int drawn = 1 + random.below(reach);
      centre(sentence, centre, Math.max(0, centre - drawn), Math.min(n, centre + drawn + 1), rate);
      inputs.leave(Math.max(0, centre - reach + 1));
    }
    inputs.leave(n);
  }

  private void centre(int[] sentence, int centre, int from, int to, float rate) {
    int count = 0;
    int total = 0;
    for (int i = from; i < to; i++) {
      if (i != centre) {
        places[count] = inputs.place(i);
        factors[count] = inputs.rows(i);
        total += inputs.rows(i);
        count++;
      }
    }
    if (count == 0) {
      return;
    }
    for (int k = 0; k < count; k++) {
      factors[k] /= total;
    }
    float[] table = inputs.table();
    math.sum(table, places, factors, count, table, mean[0], width);
    System.arraycopy(table, mean[0], table, before, width);
    objective.learn(table, mean, 1, sentence[centre], rate);
    math.addDifference(1f / count, table, mean[0], before, table, places, count, width);
  }
}
