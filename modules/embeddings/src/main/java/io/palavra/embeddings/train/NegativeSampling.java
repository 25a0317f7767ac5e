package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.RowMath;

/**
 * The word against drawn ones, which all hidden vectors of a step share. A drawn word that is the
 * true one is left out, as word2vec does; one that is drawn twice counts twice. Places that are
 * free by that are filled up to whole groups with rows of nobody, which weigh nothing: groups are
 * several times as fast as rows one by one.
 */
final class NegativeSampling implements Objective {
  private final Step step;
  private final NegativeSampler sampler;
  private final Randoms random;
  private final OwnRows outputs;
  private final int negatives;
  private final int[] words;
  private final int[] offsets;
  private final float[] labels;
  private final float[] weights;

  NegativeSampling(
      Step step, NegativeSampler sampler, Randoms random, OwnRows outputs, int negatives) {
    this.step = step;
    this.sampler = sampler;
    this.random = random;
    this.outputs = outputs;
    this.negatives = negatives;
    int most = negatives + RowMath.GROUP;
    this.words = new int[most];
    this.offsets = new int[most];
    this.labels = new float[most];
    this.weights = new float[most];
    labels[0] = 1;
    weights[0] = 1;
  }

  @Override
  public void learn(float[] table, int[] places, int rows, int word, float rate) {
    words[0] = word;
    offsets[0] = outputs.place(word);
    int count = 1;
    for (int i = 0; i < negatives; i++) {
      int other = sampler.draw(random);
      int k = 0;
      while (k < count && words[k] != other) {
        k++;
      }
      if (k == count) {
        words[count] = other;
        offsets[count] = outputs.place(other);
        weights[count++] = 1;
      } else if (k > 0) {
        weights[k]++;
      }
    }
    for (; count % RowMath.GROUP > 0; count++) {
      offsets[count] = outputs.nobody(count);
      weights[count] = 0;
    }
    step.take(table, places, rows, offsets, labels, weights, count, rate);
  }
}
