package io.palavra.embeddings.train;

/** Learns from a sentence, centre by centre. Serves one thread. */
interface Reader {

  /**
   * @param sentence numbers of words
   * @param n how many of them count
   */
  void learn(int[] sentence, int n, float rate);
}
