package io.palavra.kernels.decoder;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Squash;
import io.palavra.kernels.part.Attentive;
import io.palavra.kernels.part.Dropout;
import io.palavra.kernels.part.Linear;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.part.Sheet;
import io.palavra.kernels.part.Stepping;
import io.palavra.kernels.part.Steps;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A recurrent decoder led over whole target sequences.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class DecoderPart<A> implements Stepping<A>, Attentive {
  private final Floor<A> floor;
  private final DecoderOptions options;
  private final Linear<A> start;
  private final Run<A> run;
  private final Sheet<A> mean;
  private final Sheet<A> out;

  /** What is dropped, as a sheet of ones; the run multiplies with it. */
  private final Sheet<A> kept;

  private final Dropout<A> dropout;
  private Sheet<A> x;
  private Sheet<A> states;
  private Plan plan = new Plan(Rows.single(0));

  DecoderPart(Floor<A> floor, Parameters<A> parameters, DecoderOptions options) {
    this.floor = floor;
    this.options = options;
    this.run = new Run<>(floor, parameters, options);
    int from = options.start() == 0 ? options.memory() : options.start();
    this.start = new Linear<>(floor, parameters, "s", from, run.stateWidth(), true);
    this.mean = new Sheet<>(floor);
    this.out = new Sheet<>(floor);
    this.kept = new Sheet<>(floor);
    this.dropout = new Dropout<>(floor, options.dropOut());
    this.x = out;
    this.states = out;
  }

  DecoderOptions options() {
    return options;
  }

  Run<A> run() {
    return run;
  }

  /** Projects the memory, lays weights out, and gives the states to begin with. */
  Sheet<A> begin(List<Sheet<A>> context, Pass pass) {
    Sheet<A> memory = context.get(0);
    run.begin(memory, pass);
    Sheet<A> from = context.size() > 1 ? context.get(1) : mean(memory, pass);
    states = start.forward(from, pass);
    for (int b = 0; b < states.rows().count(); b++) {
      // Row by row: the bits of a row must not depend on what else is computed.
      int width = states.width();
      floor.math().squash(Squash.TANH, states.values(), b * width, width);
    }
    return states;
  }

  private Sheet<A> mean(Sheet<A> memory, Pass pass) {
    Rows rows = memory.rows();
    int width = memory.width();
    mean.shape(Rows.single(rows.batch()), width, pass.training());
    floor.math().fill(mean.values(), 0, rows.batch() * width, 0);
    for (int b = 0; b < rows.batch(); b++) {
      for (int row = rows.from(b); row < rows.from(b) + rows.length(b); row++) {
        floor
            .rows()
            .addScaled(
                1.0 / rows.length(b),
                memory.values(),
                row * width,
                mean.values(),
                b * width,
                width);
      }
    }
    return mean;
  }

  @Override
  public Sheet<A> forward(List<Sheet<A>> inputs, Pass pass) {
    x = inputs.get(0);
    begin(inputs.subList(1, inputs.size()), pass);
    plan = new Plan(x.rows());
    int outputs = options.outputs();
    boolean dropping = pass.dropping() && options.dropOut() > 0;
    if (dropping) {
      kept.shape(x.rows(), outputs, false);
      floor.math().fill(kept.values(), 0, x.rows().count() * outputs, 1);
      dropout.forward(kept, pass);
    }
    int[] sentences = new int[plan.count()];
    for (int b = 0; b < x.rows().batch(); b++) {
      java.util.Arrays.fill(sentences, x.rows().from(b), x.rows().from(b) + x.rows().length(b), b);
    }
    run.room(plan, sentences, pass.training());
    run.forward(
        new Run.Given<>(
            x.values(),
            states.values(),
            Optional.empty(),
            dropping ? Optional.of(kept.values()) : Optional.empty()));
    out.shape(x.rows(), outputs, pass.training());
    run.store(out.values());
    return out;
  }

  @Override
  public Steps<A> steps(Sheet<A> memory) {
    if (options.start() > 0) {
      throw new IllegalStateException("the decoder begins from a vector beside its memory");
    }
    Sheet<A> begun = begin(List.of(memory), Pass.INFERENCE);
    return new DecoderSteps<>(floor, options, run, begun);
  }

  @Override
  public void backward() {
    Arithmetic<A> math = floor.math();
    run.backward(out.gradients(), x.gradients(), states.gradients());
    math.slope(
        Squash.TANH,
        states.values(),
        0,
        states.gradients(),
        0,
        states.rows().count() * states.width());
    start.backward();
    if (options.start() == 0) {
      Sheet<A> memory = run.memory();
      Rows rows = memory.rows();
      int width = memory.width();
      for (int b = 0; b < rows.batch(); b++) {
        for (int row = rows.from(b); row < rows.from(b) + rows.length(b); row++) {
          double share = 1.0 / rows.length(b);
          floor
              .rows()
              .addScaled(
                  share, mean.gradients(), b * width, memory.gradients(), row * width, width);
        }
      }
    }
  }

  @Override
  public Optional<INDArray> attentionWeights() {
    if (options.attention() == DecoderAttention.NONE) {
      return Optional.empty();
    }
    Rows asking = x.rows();
    Rows asked = run.memory().rows();
    INDArray all =
        Nd4j.zeros(floor.transfer().dataType(), asking.batch(), 1, asking.time(), asked.time());
    for (int row = 0; row < plan.count(); row++) {
      int place = asking.place(plan.source(row));
      int b = place / asking.time();
      for (int j = 0; j < asked.length(b); j++) {
        int step = asked.place(asked.from(b) + j) - b * asked.time();
        all.putScalar(new int[] {b, 0, place % asking.time(), step}, run.weight(row, j));
      }
    }
    return Optional.of(all);
  }
}
