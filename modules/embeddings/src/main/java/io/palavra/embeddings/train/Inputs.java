package io.palavra.embeddings.train;

/**
 * Where the vectors of a sentence's words lie while it is gone through from left to right. Serves
 * one thread.
 */
interface Inputs {

  /** A new sentence. */
  void begin(int[] sentence);

  /** Words before {@code to} will be asked for. */
  void enter(int to);

  /** Words before {@code to} will not be asked for any more. */
  void leave(int to);

  /** Holds the vectors; what is added to them there is learned. */
  float[] table();

  /** Where the vector of the word at {@code position} begins. */
  int place(int position);

  /** Where a row of the table begins that nobody else uses; there are two, 0 and 1. */
  int spare(int i);

  /** How many rows the vector of the word at {@code position} is the mean of. */
  int rows(int position);
}
