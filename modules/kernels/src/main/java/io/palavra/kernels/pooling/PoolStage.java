package io.palavra.kernels.pooling;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.forward.SequenceValues;
import io.palavra.kernels.forward.Sequences;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Values;
import java.util.List;

/** Pooling over the steps of sequences; one without steps gives zeros. */
final class PoolStage implements Stage {
  /** Steps that are worth a task. */
  private static final int STEPS = 256;

  private final Arithmetic<float[]> math;
  private final PoolingKind kind;

  PoolStage(Arithmetic<float[]> math, PoolingKind kind) {
    this.math = math;
    this.kind = kind;
  }

  @Override
  public Values apply(Sequences sequences, List<Values> inputs) {
    Values input = inputs.get(0);
    int width = input.width();
    int count = sequences.count();
    float[] pooled = new float[count * width];
    int steps = 0;
    for (int s = 0; s < count; s++) {
      steps += input.steps(s);
    }
    int tasks = Math.max(1, Math.min(Math.min(count, 4 * Cores.count()), steps / STEPS));
    Cores.each(
        tasks,
        task -> {
          float[] row = new float[width];
          float[] marks = new float[width];
          int end = (int) ((long) count * (task + 1) / tasks);
          for (int s = (int) ((long) count * task / tasks); s < end; s++) {
            pool(input, s, input.steps(s), row, marks, pooled);
          }
        });
    return new SequenceValues(pooled, width);
  }

  private void pool(
      Values input, int sequence, int length, float[] row, float[] marks, float[] pooled) {
    int width = row.length;
    int to = sequence * width;
    for (int t = kind == PoolingKind.LAST ? Math.max(0, length - 1) : 0; t < length; t++) {
      input.read(sequence, t, row, 0);
      switch (kind) {
        case MAX -> {
          if (t == 0) {
            math.copy(row, 0, pooled, to, width);
          } else {
            math.raise(row, 0, pooled, to, width, t, marks, 0);
          }
        }
        case LAST -> math.copy(row, 0, pooled, to, width);
        default -> math.add(row, 0, pooled, to, width);
      }
    }
    if (kind == PoolingKind.MEAN && length > 0) {
      math.scale(pooled, to, width, 1.0 / length);
    }
  }
}
