package io.palavra.kernels.decoder;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Part;
import io.palavra.kernels.part.PartVertex;
import io.palavra.kernels.part.PlainPart;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A recurrent decoder with attention as one vertex: target vectors {@code [batch, inputs, time]}
 * (the words before those to be foretold) and a memory {@code [batch, memory, steps]} to {@code
 * [batch, outputs, time]}, ready for a softmax:
 *
 * <pre>
 * h = cell([x; o of the step before], h of the step before)
 * c = the steps of the memory weighted by softmax(score(h, m))
 * o = tanh(Wh h + Wc c + bo)
 * </pre>
 *
 * <p>The first state is {@code tanh(Ws s + bs)}, with {@code s} a third input {@code [batch,
 * start]} where there is one, else the mean of the memory's steps; an LSTM's memory begins
 * likewise. Masks of both sequences are heeded wherever they have holes. {@link DecoderSession}
 * goes step by step.
 */
public final class AttentionDecoder extends PartVertex {
  private static final long serialVersionUID = 1;
  @JsonProperty private DecoderCell cell = DecoderCell.GRU;
  @JsonProperty private DecoderAttention attention = DecoderAttention.ADDITIVE;
  @JsonProperty private int inputs;
  @JsonProperty private int memory;
  @JsonProperty private int start;
  @JsonProperty private int units;
  @JsonProperty private int size;
  @JsonProperty private int outputs;
  @JsonProperty private boolean feeding;
  @JsonProperty private double dropOut;

  /** For reading a configuration back. */
  private AttentionDecoder() {}

  /** As the options say. */
  public AttentionDecoder(DecoderOptions options) {
    this.cell = options.cell();
    this.attention = options.attention();
    this.inputs = options.inputs();
    this.memory = options.memory();
    this.start = options.start();
    this.units = options.units();
    this.size = options.size();
    this.outputs = options.outputs();
    this.feeding = options.feeding();
    this.dropOut = options.dropOut();
  }

  private DecoderOptions decoder() {
    return new DecoderOptions(
        cell, attention, inputs, memory, start, units, size, outputs, feeding, dropOut);
  }

  @Override
  public <A> Part<A> part(Floor<A> floor, Parameters<A> parameters) {
    return new DecoderPart<>(floor, parameters, decoder());
  }

  @Override
  public PlainPart plain() {
    return new PlainDecoder(decoder());
  }

  @Override
  public int[] inputWidths() {
    return start == 0 ? new int[] {inputs, memory} : new int[] {inputs, memory, start};
  }

  @Override
  public int minVertexInputs() {
    return inputWidths().length;
  }

  @Override
  protected int outputWidth() {
    return outputs;
  }

  @Override
  protected List<Object> options() {
    return List.of(decoder());
  }

  @Override
  protected AttentionDecoder copy() {
    return new AttentionDecoder(decoder());
  }
}
