package io.palavra.embeddings.train;

/**
 * The centre out of each word around it. Which of a pair is told from the other makes no difference
 * over a whole text; told this way round, all pairs of a centre share its output row and, where
 * that is wanted, its negatives.
 */
final class SkipGram implements Reader {
  private final Inputs inputs;
  private final Objective objective;
  private final Randoms random;
  private final int reach;
  private final boolean together;
  private final int[] places;

  /**
   * @param together one step for all words around a centre
   */
  SkipGram(Inputs inputs, Objective objective, Randoms random, int reach, boolean together) {
    this.inputs = inputs;
    this.objective = objective;
    this.random = random;
    this.reach = reach;
    this.together = together;
    this.places = new int[2 * reach];
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
    int rows = 0;
    for (int i = from; i < to; i++) {
      if (i != centre) {
        places[rows++] = inputs.place(i);
        if (!together) {
          objective.learn(inputs.table(), places, 1, sentence[centre], rate);
          rows = 0;
        }
      }
    }
    if (rows > 0) {
      objective.learn(inputs.table(), places, rows, sentence[centre], rate);
    }
  }
}
