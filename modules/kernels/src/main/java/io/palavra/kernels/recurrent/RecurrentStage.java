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
    engine.begin(Masks.extent(sequences), inputs.get(0).byTime(batch));
    engine.forward();
    return new Values() {
      @Override
      public int width() {
        return engine.outputs();
      }

      @Override
      public void read(int sequence, int step, float[] out, int at) {
        engine.read(step * batch + sequence, out, at);
      }
    };
  }
}
