package io.palavra.kernels.decoder;

import io.palavra.kernels.arithmetic.Squash;
import io.palavra.kernels.part.Attentive;
import io.palavra.kernels.part.Padded;
import io.palavra.kernels.part.PlainPart;
import io.palavra.kernels.part.PlainPass;
import io.palavra.kernels.part.PlainSheet;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.tape.Node;
import io.palavra.kernels.tape.Tape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What {@link DecoderPart} does, in operations of ND4J. */
final class PlainDecoder implements PlainPart, Attentive {
  private final DecoderOptions options;
  private final int units;
  private final List<Node> shares = new ArrayList<>();
  private Rows asking = Rows.single(0);
  private Rows asked = Rows.single(0);
  private DataType type = DataType.FLOAT;

  PlainDecoder(DecoderOptions options) {
    this.options = options;
    this.units = options.units();
  }

  DecoderOptions options() {
    return options;
  }

  /**
   * What a decoder looks at.
   *
   * @param steps {@code [sequences, steps, memory]}
   * @param keys {@code [sequences, steps, size]}
   * @param live ones at steps that there are, {@code [sequences, 1, steps]}
   */
  record Memory(Node steps, Node keys, INDArray live) {}

  /**
   * What a decoder knows after a step.
   *
   * @param state {@code [sequences, state]}, an LSTM's memory behind its state
   * @param output as it is given on, {@code [sequences, outputs]}
   * @param shares of the memory's steps, {@code [sequences, 1, steps]}; empty without attention
   */
  record Step(Node state, Node output, Optional<Node> shares) {}

  int stateWidth() {
    return options.cell() == DecoderCell.LSTM ? 2 * units : units;
  }

  Memory memory(PlainSheet memory, PlainPass pass) {
    Tape tape = pass.tape();
    Padded padded = Padded.of(memory.rows());
    long batch = memory.rows().batch();
    Node keys =
        options.attention() == DecoderAttention.ADDITIVE
            ? pass.linear("k", memory.values(), true)
            : memory.values();
    return new Memory(
        tape.reshape(padded.spread(tape, memory.values()), batch, padded.steps(), options.memory()),
        tape.reshape(padded.spread(tape, keys), batch, padded.steps(), keys.size(1)),
        padded.live(pass.type()).reshape('c', batch, 1, padded.steps()));
  }

  /** The first states, from a vector or from the mean of the memory. */
  Node begin(List<PlainSheet> context, PlainPass pass) {
    Tape tape = pass.tape();
    Node from;
    if (context.size() > 1) {
      from = context.get(1).values();
    } else {
      Rows rows = context.get(0).rows();
      Padded padded = Padded.of(rows);
      double[] parts = new double[rows.batch()];
      for (int b = 0; b < parts.length; b++) {
        parts[b] = 1.0 / Math.max(1, rows.length(b));
      }
      Node all =
          tape.reshape(
              padded.spread(tape, context.get(0).values()),
              rows.batch(),
              padded.steps(),
              options.memory());
      Node sum = tape.reshape(tape.sum(all, 1), rows.batch(), options.memory());
      from = tape.multiply(sum, tape.constant(pass.array(parts, rows.batch(), 1)));
    }
    return tape.squash(pass.linear("s", from, true), Squash.TANH);
  }

  /** What the inputs of all steps add to the gates, {@code [rows, gates]}. */
  Node gates(Node x, PlainPass pass) {
    Tape tape = pass.tape();
    Node bias = pass.parameter("b");
    int width = (options.cell() == DecoderCell.GRU ? 3 : 4) * units;
    return tape.add(tape.product(x, pass.parameter("Wx")), tape.columns(bias, 0, width));
  }

  /**
   * One step.
   *
   * @param gates of the input
   * @param fed the output before
   * @param keep what the output is multiplied with
   */
  Step step(Node gates, Node state, Node fed, Optional<Node> keep, Memory memory, PlainPass pass) {
    Tape tape = pass.tape();
    Node all = options.feeding() ? tape.add(gates, tape.product(fed, pass.parameter("Wf"))) : gates;
    Node next = options.cell() == DecoderCell.GRU ? gru(all, state, pass) : lstm(all, state, pass);
    Node hidden = stateWidth() == units ? next : tape.columns(next, 0, units);
    Node sum = tape.add(tape.product(hidden, pass.parameter("Wh")), pass.parameter("bo"));
    Optional<Node> looks = Optional.empty();
    if (options.attention() != DecoderAttention.NONE) {
      Node weights = tape.softmax(scores(hidden, memory, pass), memory.live());
      Node context =
          tape.reshape(tape.product(weights, memory.steps()), hidden.size(0), options.memory());
      sum = tape.add(sum, tape.product(context, pass.parameter("Wc")));
      looks = Optional.of(weights);
    }
    Node spoken = tape.squash(sum, Squash.TANH);
    return new Step(next, keep.map(factor -> tape.multiply(spoken, factor)).orElse(spoken), looks);
  }

  /** {@code [sequences, 1, steps]}. */
  private Node scores(Node hidden, Memory memory, PlainPass pass) {
    Tape tape = pass.tape();
    long batch = hidden.size(0);
    Node keys = memory.keys();
    long size = keys.size(2);
    long steps = keys.size(1);
    Node query =
        options.attention() == DecoderAttention.DOT
            ? hidden
            : tape.product(hidden, pass.parameter("Wq"));
    Node asks = tape.reshape(query, batch, 1, size);
    if (options.attention() != DecoderAttention.ADDITIVE) {
      return tape.productTransposed(asks, keys);
    }
    Node flat = tape.reshape(tape.squash(tape.add(asks, keys), Squash.TANH), batch * steps, size);
    return tape.reshape(tape.productTransposed(flat, pass.parameter("v")), batch, 1, steps);
  }

  private Node gru(Node gates, Node state, PlainPass pass) {
    Tape tape = pass.tape();
    Node recurrent = tape.product(state, pass.parameter("R"));
    Node both =
        tape.squash(
            tape.add(tape.columns(gates, 0, 2L * units), tape.columns(recurrent, 0, 2L * units)),
            Squash.SIGMOID);
    Node reset = tape.columns(both, 0, units);
    Node update = tape.columns(both, units, 2L * units);
    Node inner =
        tape.add(
            tape.columns(recurrent, 2L * units, 3L * units),
            tape.columns(pass.parameter("b"), 3L * units, 4L * units));
    Node candidate =
        tape.squash(
            tape.add(tape.columns(gates, 2L * units, 3L * units), tape.multiply(reset, inner)),
            Squash.TANH);
    return tape.add(candidate, tape.multiply(update, tape.subtract(state, candidate)));
  }

  private Node lstm(Node gates, Node state, PlainPass pass) {
    Tape tape = pass.tape();
    Node hidden = tape.columns(state, 0, units);
    Node memory = tape.columns(state, units, 2L * units);
    Node all = tape.add(gates, tape.product(hidden, pass.parameter("R")));
    Node input = tape.squash(tape.columns(all, 0, units), Squash.TANH);
    Node rest = tape.squash(tape.columns(all, units, 4L * units), Squash.SIGMOID);
    Node next =
        tape.add(
            tape.multiply(tape.columns(rest, 0, units), memory),
            tape.multiply(tape.columns(rest, 2L * units, 3L * units), input));
    Node out = tape.multiply(tape.columns(rest, units, 2L * units), tape.squash(next, Squash.TANH));
    return tape.permute(
        tape.under(List.of(tape.permute(out, 1, 0), tape.permute(next, 1, 0))), 1, 0);
  }

  @Override
  public PlainSheet forward(List<PlainSheet> inputs, PlainPass pass) {
    Tape tape = pass.tape();
    PlainSheet x = inputs.get(0);
    List<PlainSheet> context = inputs.subList(1, inputs.size());
    shares.clear();
    asking = x.rows();
    asked = context.get(0).rows();
    type = pass.type();
    int batch = asking.batch();
    Padded padded = Padded.of(asking);
    Node state = begin(context, pass);
    Memory memory = memory(context.get(0), pass);
    Optional<Node> keep = keep(padded, pass);
    Node gates = padded.spreadBySteps(tape, gates(x.values(), pass));
    Node fed = pass.zeros(batch, options.outputs());
    List<Node> outputs = new ArrayList<>();
    for (int t = 0; t < padded.steps(); t++) {
      long from = (long) t * batch;
      Step step =
          step(
              tape.block(gates, from, from + batch),
              state,
              fed,
              keep.map(all -> tape.block(all, from, from + batch)),
              memory,
              pass);
      state = step.state();
      fed = step.output();
      outputs.add(fed);
      step.shares().ifPresent(shares::add);
    }
    return x.with(padded.gatherBySteps(tape, tape.under(outputs)));
  }

  private Optional<Node> keep(Padded padded, PlainPass pass) {
    if (!pass.pass().training() || options.dropOut() == 0) {
      return Optional.empty();
    }
    Node kept = pass.kept(asking.count(), options.outputs(), options.dropOut());
    return Optional.of(padded.spreadBySteps(pass.tape(), kept));
  }

  @Override
  public Optional<INDArray> attentionWeights() {
    if (options.attention() == DecoderAttention.NONE) {
      return Optional.empty();
    }
    INDArray all = Nd4j.zeros(type, asking.batch(), 1, asking.time(), asked.time());
    for (int b = 0; b < asking.batch(); b++) {
      for (int i = 0; i < asking.length(b); i++) {
        int query = asking.place(asking.from(b) + i) - b * asking.time();
        INDArray own = shares.get(i).value();
        for (int j = 0; j < asked.length(b); j++) {
          int key = asked.place(asked.from(b) + j) - b * asked.time();
          all.putScalar(new int[] {b, 0, query, key}, own.getDouble(b, 0, j));
        }
      }
    }
    return Optional.of(all);
  }
}
