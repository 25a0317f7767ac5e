package io.palavra.embeddings.train;

/**
 * The word against drawn ones, which all hidden vectors of a step share. A drawn word that is the
 * true one is left out, as word2vec does; one that is drawn twice counts twice.
 */
final class NegativeSampling implements Objective {
  private final Step step;
  private final NegativeSampler sampler;
  private final Randoms random;
  private final int width;
  private final int negatives;
  private final int[] offsets;
  private final float[] labels;
  private final float[] weights;

  NegativeSampling(Step step, NegativeSampler sampler, Randoms random, int width, int negatives) {
    this.step = step;
    this.sampler = sampler;
    this.random = random;
    this.width = width;
    this.negatives = negatives;
    this.offsets = new int[negatives + 1];
    this.labels = new float[negatives + 1];
    this.weights = new float[negatives + 1];
    labels[0] = 1;
    weights[0] = 1;
  }

  @Override
  public void learn(float[] table, int[] places, int rows, int word, float rate) {
    offsets[0] = word * width;
    int count = 1;
    for (int i = 0; i < negatives; i++) {
      int offset = sampler.draw(random) * width;
      int k = 0;
      while (k < count && offsets[k] != offset) {
        k++;
      }
      if (k == count) {
        offsets[count] = offset;
        weights[count++] = 1;
      } else if (k > 0) {
        weights[k]++;
      }
    }
    step.take(table, places, rows, offsets, labels, weights, count, rate);
  }
}
