package io.palavra.pipeline.split;

import java.util.function.ToIntFunction;

/**
 * Remembers the side of the text that was asked for last, since the parts of a corpus ask one after
 * the other. Safe for use by several threads: what is remembered is one immutable pair.
 */
final class LastSide implements ToIntFunction<String> {
  private record Answer(String text, int side) {}

  private final ToIntFunction<String> side;
  private volatile Answer last = new Answer("", -1);

  LastSide(ToIntFunction<String> side) {
    this.side = side;
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public int applyAsInt(String text) {
    Answer answer = last;
    if (answer.side() < 0 || answer.text() != text) {
      answer = new Answer(text, side.applyAsInt(text));
      last = answer;
    }
    return answer.side();
  }
}
