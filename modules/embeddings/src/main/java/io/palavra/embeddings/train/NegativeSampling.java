package io.palavra.embeddings.train;

/**
 * The word against drawn ones. A drawn word that is the true one is left out, as word2vec does.
 * Drawn once a centre, the negatives' rows stay in the first-level cache for the whole window (as
 * in Ji et al. 2016, "Parallelizing Word2Vec in Shared and Distributed Memory").
 */
final class NegativeSampling implements Objective {
  private final Step step;
  private final NegativeSampler sampler;
  private final Randoms random;
  private final int width;
  private final boolean shared;
  private final int[] drawn;
  private final int[] offsets;
  private final float[] labels;
  private boolean distinct;

  NegativeSampling(
      Step step,
      NegativeSampler sampler,
      Randoms random,
      int width,
      int negatives,
      boolean shared) {
    this.step = step;
    this.sampler = sampler;
    this.random = random;
    this.width = width;
    this.shared = shared;
    this.drawn = new int[negatives];
    this.offsets = new int[negatives + 1];
    this.labels = new float[negatives + 1];
    labels[0] = 1;
  }

  @Override
  public void begin() {
    if (shared) {
      draw();
    }
  }

  private void draw() {
    distinct = true;
    for (int k = 0; k < drawn.length; k++) {
      int word = sampler.draw(random);
      for (int j = 0; j < k; j++) {
        distinct &= drawn[j] != word;
      }
      drawn[k] = word;
    }
  }

  @Override
  public void learn(float[] hidden, int word, float rate) {
    if (!shared) {
      draw();
    }
    offsets[0] = word * width;
    int count = 1;
    for (int other : drawn) {
      if (other != word) {
        offsets[count++] = other * width;
      }
    }
    step.take(hidden, offsets, labels, count, distinct, rate);
  }
}
