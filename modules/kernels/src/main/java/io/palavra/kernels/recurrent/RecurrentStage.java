package io.palavra.kernels.recurrent;

import io.palavra.kernels.forward.KnownRows;
import io.palavra.kernels.forward.Lookup;
import io.palavra.kernels.forward.Sequences;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Values;
import java.util.List;

/** Cells led over sequences of ids' vectors, or of other layers' states. */
final class RecurrentStage implements Stage {
  private final Engine<float[]> engine;

  private final Projections<float[]> projections;

  /** Pre-activations by id. */
  private final KnownRows known;

  /**
   * @param engine with its weights
   */
  RecurrentStage(Engine<float[]> engine) {
    this.engine = engine;
    this.projections = engine.projections();
    this.known = new KnownRows(projections.width());
  }

  @Override
  public Values apply(Sequences sequences, List<Values> inputs) {
    int batch = sequences.count();
    Values input = inputs.get(0);
    Extent extent = Masks.extent(input, batch);
    if (input instanceof Lookup words) {
      known.learn(words, batch, projections::make);
      engine.begin(
          extent,
          (row, from, n, out, at) -> {
            int id = words.id(row % batch, row / batch);
            System.arraycopy(known.array(id), known.offset(id) + from, out, at, n);
          });
    } else {
      engine.begin(extent, input.byTime(batch));
    }
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
