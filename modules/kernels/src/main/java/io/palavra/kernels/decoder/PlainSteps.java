package io.palavra.kernels.decoder;

import io.palavra.kernels.part.PlainPass;
import io.palavra.kernels.part.PlainRunner;
import io.palavra.kernels.part.PlainSheet;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A decoder's steps in operations of ND4J. */
final class PlainSteps implements Steps {
  private final PlainRunner runner;
  private final PlainDecoder decoder;
  private final Rows asked;
  private final INDArray memory;
  private final INDArray keys;
  private final INDArray live;
  private final DecoderState first;

  PlainSteps(
      PlainRunner runner, INDArray array, Optional<INDArray> mask, Optional<INDArray> start) {
    this.runner = runner;
    this.decoder = (PlainDecoder) runner.part();
    DecoderOptions options = decoder.options();
    require(array, 3, options.memory());
    start.ifPresent(vector -> require(vector, 2, options.start()));
    this.asked = Rows.ofSequences(array, mask.orElse(null), "(decoder session)");
    try (Tape tape = new Tape()) {
      PlainPass pass = runner.pass(tape);
      INDArray flat =
          array
              .permute(0, 2, 1)
              .castTo(runner.type())
              .dup('c')
              .reshape('c', (long) asked.batch() * asked.time(), options.memory());
      int[] places = IntStream.range(0, asked.count()).map(asked::place).toArray();
      PlainSheet sheet = new PlainSheet(tape.rows(tape.constant(flat), places), asked);
      List<PlainSheet> context = new ArrayList<>(List.of(sheet));
      start.ifPresent(
          vector ->
              context.add(
                  new PlainSheet(
                      tape.constant(vector.castTo(runner.type()).dup('c')),
                      Rows.single((int) vector.size(0)))));
      PlainDecoder.Memory all = decoder.memory(sheet, pass);
      this.memory = byRow(all.steps().value());
      this.keys = byRow(all.keys().value());
      this.live = byRow(all.live());
      this.first =
          new DecoderState(
              decoder.begin(context, pass).value().dup('c'),
              Nd4j.zeros(runner.type(), asked.batch(), options.outputs()),
              IntStream.range(0, asked.batch()).toArray());
    }
  }

  private static void require(INDArray array, int rank, int width) {
    if (array.rank() != rank || array.size(1) != width) {
      throw new DL4JInvalidInputException(
          "expected an array of rank %d with %d features, got %s"
              .formatted(rank, width, Arrays.toString(array.shape())));
    }
  }

  /** {@code [sequences, ..]}, a row for each sequence. */
  private static INDArray byRow(INDArray array) {
    return array.dup('c').reshape('c', array.size(0), array.length() / array.size(0));
  }

  @Override
  public DecoderState start() {
    return first;
  }

  private void require(INDArray array, int count, int width, String what) {
    if (array.rank() != 2 || array.size(0) != count || array.size(1) != width) {
      throw new DL4JInvalidInputException(
          "expected %s of shape [%d, %d], got %s"
              .formatted(what, count, width, Arrays.toString(array.shape())));
    }
  }

  @Override
  public DecoderStep step(DecoderState state, INDArray inputs) {
    DecoderOptions options = decoder.options();
    int count = state.size();
    require(inputs, count, options.inputs(), "inputs");
    require(state.cell(), count, decoder.stateWidth(), "states");
    require(state.fed(), count, options.outputs(), "outputs");
    try (Tape tape = new Tape()) {
      PlainPass pass = runner.pass(tape);
      int[] of = state.sentences();
      long steps = live.size(1);
      PlainDecoder.Memory own =
          new PlainDecoder.Memory(
              shaped(tape, memory, of, count, steps),
              shaped(tape, keys, of, count, steps),
              tape.reshape(tape.rows(tape.constant(live), of), count, 1, steps).value());
      PlainDecoder.Step step =
          decoder.step(
              decoder.gates(tape.constant(inputs.castTo(runner.type()).dup('c')), pass),
              tape.constant(state.cell()),
              tape.constant(state.fed()),
              Optional.empty(),
              own,
              pass);
      INDArray output = step.output().value().dup('c');
      DecoderState next = new DecoderState(step.state().value().dup('c'), output, of);
      return new DecoderStep(next, output, weights(step.shares(), of));
    }
  }

  private static Node shaped(Tape tape, INDArray all, int[] of, long count, long steps) {
    return tape.reshape(tape.rows(tape.constant(all), of), count, steps, all.size(1) / steps);
  }

  private INDArray weights(Optional<Node> shares, int[] of) {
    INDArray all = Nd4j.zeros(runner.type(), of.length, asked.time());
    shares.ifPresent(
        node -> {
          for (int i = 0; i < of.length; i++) {
            for (int j = 0; j < asked.length(of[i]); j++) {
              int step = asked.place(asked.from(of[i]) + j) - of[i] * asked.time();
              all.putScalar(i, step, node.value().getDouble(i, 0, j));
            }
          }
        });
    return all;
  }
}
