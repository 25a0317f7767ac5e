package io.palavra.kernels.decoder;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.part.Sheet;
import io.palavra.kernels.part.Steps;
import java.util.Optional;

/**
 * A recurrent decoder's steps; it keeps the states and outputs of the last hypotheses.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class DecoderSteps<A> implements Steps<A> {
  private final Floor<A> floor;
  private final DecoderOptions options;
  private final Run<A> run;
  private final Sheet<A> out;
  private final int width;

  /** States and outputs after the last step, and those before the next. */
  private A states;

  private A chosenStates;
  private A fed;
  private A chosenFed;
  private int[] sentences;
  private int[] places = {};

  DecoderSteps(Floor<A> floor, DecoderOptions options, Run<A> run, Sheet<A> start) {
    this.floor = floor;
    this.options = options;
    this.run = run;
    this.out = new Sheet<>(floor);
    this.width = run.stateWidth();
    int batch = start.rows().count();
    this.states = floor.math().allocate(batch * width);
    floor.math().copy(start.values(), 0, states, 0, batch * width);
    this.chosenStates = floor.math().allocate(0);
    this.fed = floor.math().allocate(batch * options.outputs());
    this.chosenFed = chosenStates;
    this.sentences = new int[batch];
    for (int b = 0; b < batch; b++) {
      sentences[b] = b;
    }
  }

  @Override
  public Sheet<A> next(Sheet<A> x, int[] parents) {
    int count = parents.length;
    int outputs = options.outputs();
    choose(parents);
    run.room(new Plan(x.rows()), sentences, false);
    run.forward(
        new Run.Given<>(x.values(), chosenStates, Optional.of(chosenFed), Optional.empty()));
    places = run.rowsBySource();
    out.shape(Rows.single(count), outputs, false);
    run.store(out.values());
    states = floor.room(states, count * width);
    fed = floor.room(fed, count * outputs);
    floor.math().copy(out.values(), 0, fed, 0, count * outputs);
    run.storeStates(states);
    return out;
  }

  private void choose(int[] parents) {
    int outputs = options.outputs();
    chosenStates = floor.room(chosenStates, parents.length * width);
    chosenFed = floor.room(chosenFed, parents.length * outputs);
    int[] chosen = new int[parents.length];
    for (int i = 0; i < parents.length; i++) {
      floor.math().copy(states, parents[i] * width, chosenStates, i * width, width);
      floor.math().copy(fed, parents[i] * outputs, chosenFed, i * outputs, outputs);
      chosen[i] = sentences[parents[i]];
    }
    sentences = chosen;
  }

  @Override
  public double[] looked(int hypothesis) {
    if (options.attention() == DecoderAttention.NONE) {
      return new double[0];
    }
    double[] weights = new double[run.memory().rows().length(sentences[hypothesis])];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = run.weight(places[hypothesis], j);
    }
    return weights;
  }
}
