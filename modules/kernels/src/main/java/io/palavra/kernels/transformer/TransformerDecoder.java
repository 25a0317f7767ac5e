package io.palavra.kernels.transformer;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Part;
import io.palavra.kernels.part.PartVertex;
import io.palavra.kernels.part.PlainPart;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * One decoder block of a Transformer (Vaswani et al., 2017) as a vertex: {@code [batch, features,
 * time]} and a memory {@code [batch, memory, steps]} to {@code [batch, features, time]}. Each step
 * looks at itself and those before it, then at the whole memory.
 */
public final class TransformerDecoder extends PartVertex {
  private static final long serialVersionUID = 1;
  @JsonProperty private int features;
  @JsonProperty private int memory;
  @JsonProperty private int heads;
  @JsonProperty private int inner;
  @JsonProperty private boolean normFirst;
  @JsonProperty private double dropOut;
  @JsonProperty private double attentionDropOut;

  /** For reading a configuration back. */
  private TransformerDecoder() {}

  /** As the options say. */
  public TransformerDecoder(TransformerOptions options) {
    this.features = options.features();
    this.memory = options.memory();
    this.heads = options.heads();
    this.inner = options.inner();
    this.normFirst = options.normFirst();
    this.dropOut = options.dropOut();
    this.attentionDropOut = options.attentionDropOut();
  }

  private TransformerOptions block() {
    return new TransformerOptions(
        features, memory, heads, inner, normFirst, dropOut, attentionDropOut);
  }

  @Override
  public <A> Part<A> part(Floor<A> floor, Parameters<A> parameters) {
    return new BlockPart<>(floor, parameters, block(), true);
  }

  @Override
  public PlainPart plain() {
    return new PlainBlock(block(), true);
  }

  @Override
  public int[] inputWidths() {
    return new int[] {features, memory};
  }

  @Override
  public int minVertexInputs() {
    return 2;
  }

  @Override
  protected int outputWidth() {
    return features;
  }

  @Override
  protected List<Object> options() {
    return List.of(block());
  }

  @Override
  protected TransformerDecoder copy() {
    return new TransformerDecoder(block());
  }
}
