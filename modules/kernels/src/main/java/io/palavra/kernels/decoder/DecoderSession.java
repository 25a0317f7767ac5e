package io.palavra.kernels.decoder;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.PartVertexRun;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.part.Runner;
import io.palavra.kernels.part.Sheet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A decoder of a trained graph, step by step over one memory: greedy search, beams, sampling. The
 * parameters are those at the opening; memory projections and weight layouts are made once. It
 * belongs to one thread at a time and neither uses nor changes the state of the graph.
 */
public final class DecoderSession {
  private final Stepper<?> stepper;

  private DecoderSession(Stepper<?> stepper) {
    this.stepper = stepper;
  }

  /**
   * Opens a session.
   *
   * @param vertex the name of an {@link AttentionDecoder}
   * @param memory {@code [batch, memory, steps]}
   * @param mask {@code [batch, steps]}
   * @param start {@code [batch, start]}, where the decoder has such an input
   */
  public static DecoderSession open(
      ComputationGraph graph,
      String vertex,
      INDArray memory,
      Optional<INDArray> mask,
      Optional<INDArray> start) {
    if (!(graph.getVertex(vertex) instanceof PartVertexRun run)) {
      throw new IllegalArgumentException("vertex " + vertex + " is not a decoder");
    }
    return new DecoderSession(stepper(run.alone(), memory, mask, start));
  }

  private static <A> Stepper<A> stepper(
      Runner<A> runner, INDArray memory, Optional<INDArray> mask, Optional<INDArray> start) {
    if (!(runner.part() instanceof DecoderPart<A> part)) {
      throw new IllegalArgumentException(
          "expected a decoder, got " + runner.part().getClass().getSimpleName());
    }
    if (start.isPresent() != part.options().start() > 0) {
      throw new DL4JInvalidInputException(
          part.options().start() > 0
              ? "the decoder begins from a vector of " + part.options().start() + ", got none"
              : "the decoder begins from the mean of its memory, got a vector");
    }
    return new Stepper<>(runner.floor(), part, memory, mask, start);
  }

  /** One hypothesis for each sequence of the memory. */
  public DecoderState start() {
    return stepper.start();
  }

  /**
   * One step of every hypothesis.
   *
   * @param state one of this session
   * @param inputs {@code [hypotheses, inputs]}: vectors of the last words
   * @throws DL4JInvalidInputException where the state is of another session, as far as its sizes
   *     tell
   */
  public DecoderStep step(DecoderState state, INDArray inputs) {
    return stepper.step(state, inputs);
  }

  /** The session in one data type. */
  private static final class Stepper<A> {
    private final Floor<A> floor;
    private final DecoderPart<A> part;
    private final Sheet<A> memory;
    private final DecoderState first;
    private final Sheet<A> x;
    private final Sheet<A> cell;
    private final Sheet<A> fed;

    Stepper(
        Floor<A> floor,
        DecoderPart<A> part,
        INDArray memoryArray,
        Optional<INDArray> mask,
        Optional<INDArray> start) {
      this.floor = floor;
      this.part = part;
      this.memory = sheet(memoryArray, part.options().memory(), 3, mask);
      List<Sheet<A>> context = new ArrayList<>(List.of(memory));
      start.ifPresent(
          array -> context.add(sheet(array, part.options().start(), 2, Optional.empty())));
      Sheet<A> states = part.begin(context, Pass.INFERENCE);
      int batch = memory.rows().batch();
      this.first =
          new DecoderState(
              array(states, batch),
              Nd4j.zeros(floor.transfer().dataType(), batch, part.options().outputs()),
              IntStream.range(0, batch).toArray());
      this.x = new Sheet<>(floor);
      this.cell = new Sheet<>(floor);
      this.fed = new Sheet<>(floor);
    }

    private Sheet<A> sheet(INDArray array, int width, int rank, Optional<INDArray> mask) {
      if (array.rank() != rank || array.size(1) != width) {
        throw new DL4JInvalidInputException(
            "expected an array of rank %d with %d features, got %s"
                .formatted(rank, width, Arrays.toString(array.shape())));
      }
      Sheet<A> sheet = new Sheet<>(floor);
      Rows rows =
          rank == 3
              ? Rows.ofSequences(array, mask.orElse(null), "(decoder session)")
              : Rows.single((int) array.size(0));
      sheet.shape(rows, width, false);
      sheet.load(array.castTo(floor.transfer().dataType()));
      return sheet;
    }

    private INDArray array(Sheet<A> sheet, int rows) {
      INDArray array =
          Nd4j.createUninitialized(
              floor.transfer().dataType(), new long[] {rows, sheet.width()}, 'c');
      sheet.store(array);
      return array;
    }

    DecoderState start() {
      return first;
    }

    private void load(Sheet<A> sheet, INDArray array, int count, int width, String what) {
      if (array.rank() != 2 || array.size(0) != count || array.size(1) != width) {
        throw new DL4JInvalidInputException(
            "expected %s of shape [%d, %d], got %s"
                .formatted(what, count, width, Arrays.toString(array.shape())));
      }
      sheet.shape(Rows.single(count), width, false);
      sheet.load(array.castTo(floor.transfer().dataType()));
    }

    private void requireOwn(DecoderState state) {
      int batch = memory.rows().batch();
      for (int sentence : state.sentences()) {
        if (sentence < 0 || sentence >= batch) {
          throw new DL4JInvalidInputException(
              "the state has a hypothesis of sequence %d, and the session's memory %d sequences: expected a state of this session"
                  .formatted(sentence, batch));
        }
      }
    }

    DecoderStep step(DecoderState state, INDArray inputs) {
      int count = state.size();
      Run<A> run = part.run();
      int outputs = part.options().outputs();
      requireOwn(state);
      load(x, inputs, count, part.options().inputs(), "inputs");
      load(cell, state.cell(), count, run.stateWidth(), "states");
      load(fed, state.fed(), count, outputs, "outputs");
      run.room(new Plan(x.rows()), state.sentences(), false);
      run.forward(
          new Run.Given<>(x.values(), cell.values(), Optional.of(fed.values()), Optional.empty()));
      run.store(fed.values());
      run.storeStates(cell.values());
      INDArray output = array(fed, count);
      DecoderState next = new DecoderState(array(cell, count), output, state.sentences());
      return new DecoderStep(next, output, weights(run, state.sentences()));
    }

    private INDArray weights(Run<A> run, int[] sentences) {
      Rows asked = memory.rows();
      INDArray weights = Nd4j.zeros(floor.transfer().dataType(), sentences.length, asked.time());
      if (part.options().attention() == DecoderAttention.NONE) {
        return weights;
      }
      int[] rows = run.rowsBySource();
      for (int i = 0; i < rows.length; i++) {
        int b = sentences[i];
        for (int j = 0; j < asked.length(b); j++) {
          int step = asked.place(asked.from(b) + j) - b * asked.time();
          weights.putScalar(i, step, run.weight(rows[i], j));
        }
      }
      return weights;
    }
  }
}
