package io.palavra.embeddings.train;

/** Moves hidden vectors towards a word, and the output rows with them. Serves one thread. */
interface Objective {

  /**
   * One step for some hidden vectors that all go with one word; all gradients are taken from the
   * values before the step.
   *
   * @param table holds the hidden vectors
   * @param places where they begin
   * @param rows how many there are
   */
  void learn(float[] table, int[] places, int rows, int word, float rate);
}
