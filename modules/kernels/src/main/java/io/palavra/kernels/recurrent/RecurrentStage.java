package io.palavra.kernels.recurrent;

import io.palavra.kernels.forward.Sequences;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Values;
import java.util.List;

/** Cells led over sequences of ids' vectors, or of other layers' states. */
final class RecurrentStage implements Stage {
  private final Engine<float[]> engine;

  /**
   * @param engine with its weights
   */
  RecurrentStage(Engine<float[]> engine) {
    this.engine = engine;
  }

  @Override
  public Values apply(Sequences sequences, List<Values> inputs) {
    int batch = sequences.count();
    Values input = inputs.get(0);
    engine.begin(Masks.extent(input, batch), input.byTime(batch));
    engine.forward();
    return new Values() {
      @Override
      public int width() {
        return engine.outputs();
      }

      @Override
      public int steps(int sequence) {
        return input.steps(sequence);
      }

      @Override
      public void read(int sequence, int step, float[] out, int at) {
        engine.read(step * batch + sequence, out, at);
      }
    };
  }
}
