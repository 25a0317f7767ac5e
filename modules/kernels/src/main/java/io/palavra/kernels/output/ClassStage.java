package io.palavra.kernels.output;

import io.palavra.kernels.forward.SequenceValues;
import io.palavra.kernels.forward.Sequences;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Values;
import java.util.List;

/** Probabilities of classes. */
final class ClassStage implements Stage {
  private final ClassScores<float[]> scores;

  /**
   * @param scores with their weights
   */
  ClassStage(ClassScores<float[]> scores) {
    this.scores = scores;
  }

  @Override
  public Values apply(Sequences sequences, List<Values> inputs) {
    Values input = inputs.get(0);
    scores.forward(sequences.count(), (row, out, at) -> input.read(row, 0, out, at));
    return new SequenceValues(scores.probabilities(), scores.labels());
  }
}
