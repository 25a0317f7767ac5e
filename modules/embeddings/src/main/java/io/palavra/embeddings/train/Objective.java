package io.palavra.embeddings.train;

/** Moves a hidden vector towards a word, and the output rows with it. Serves one thread. */
interface Objective {

  /** A new centre: what is drawn once a centre is drawn. */
  void begin();

  /** One step for one true pair. */
  void learn(float[] hidden, int word, float rate);
}
