package io.palavra.embeddings.train;

/** A row a word: it is worked on where it lies. */
final class WholeWords implements Inputs {
  private final float[] input;
  private final int width;
  private int[] sentence = {};

  WholeWords(float[] input, int width) {
    this.input = input;
    this.width = width;
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
    return sentence[position] * width;
  }

  @Override
  public int rows(int position) {
    return 1;
  }
}
