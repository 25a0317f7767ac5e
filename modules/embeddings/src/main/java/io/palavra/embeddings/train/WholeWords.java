package io.palavra.embeddings.train;

/** A row a word: it is worked on where it lies, or in the worker's copy. */
final class WholeWords implements Inputs {
  private final float[] input;
  private final OwnRows rows;
  private int[] sentence = {};

  WholeWords(float[] input, OwnRows rows) {
    this.input = input;
    this.rows = rows;
  }

  @Override
  public void begin(int[] words) {
    sentence = words;
  }

  @Override
  public void enter(int to) {}

  @Override
  public void leave(int to) {}

  @Override
  public float[] table() {
    return input;
  }

  @Override
  public int place(int position) {
    return rows.place(sentence[position]);
  }

  @Override
  public int spare(int i) {
    return rows.nobody(i);
  }

  @Override
  public int rows(int position) {
    return 1;
  }
}
