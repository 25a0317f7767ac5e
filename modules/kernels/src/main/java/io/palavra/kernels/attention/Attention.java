package io.palavra.kernels.attention;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Part;
import io.palavra.kernels.part.PartVertex;
import io.palavra.kernels.part.PlainPart;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Attention as a vertex: queries {@code [batch, queries, time]} and a memory {@code [batch, memory,
 * steps]} to {@code [batch, outputs, time]}. With one input alone a sequence attends to itself. The
 * masks of both are heeded wherever they have holes; a sequence without a memory gives zeros. The
 * weights of the last pass can be read through {@link
 * io.palavra.kernels.part.PartVertexRun#attentionWeights}.
 */
public final class Attention extends PartVertex {
  private static final long serialVersionUID = 1;
  @JsonProperty private Score score = Score.SCALED_DOT;
  @JsonProperty private int queries;
  @JsonProperty private int memory;
  @JsonProperty private int size;
  @JsonProperty private int heads;
  @JsonProperty private int outputs;
  @JsonProperty private boolean causal;
  @JsonProperty private double attentionDropOut;

  /** For reading a configuration back. */
  private Attention() {}

  /** As the options say. */
  public Attention(AttentionOptions options) {
    this.score = options.score();
    this.queries = options.queries();
    this.memory = options.memory();
    this.size = options.size();
    this.heads = options.heads();
    this.outputs = options.outputs();
    this.causal = options.causal();
    this.attentionDropOut = options.attentionDropOut();
  }

  /** Several heads of scaled products: {@code queries} to {@code size}, and back to it. */
  public static Attention multiHead(int queries, int memory, int size, int heads) {
    return new Attention(
        new AttentionOptions(Score.SCALED_DOT, queries, memory, size, heads, size, false));
  }

  /** Several heads, each step looking at itself and those before it. */
  public static Attention causal(int features, int size, int heads) {
    return new Attention(
        new AttentionOptions(Score.SCALED_DOT, features, features, size, heads, size, true));
  }

  /** Bahdanau's. */
  public static Attention additive(int queries, int memory, int size) {
    return new Attention(
        new AttentionOptions(Score.ADDITIVE, queries, memory, size, 1, memory, false));
  }

  /** Luong's product. */
  public static Attention dot(int features) {
    return new Attention(
        new AttentionOptions(Score.DOT, features, features, features, 1, features, false));
  }

  /** Luong's general score. */
  public static Attention general(int queries, int memory) {
    return new Attention(
        new AttentionOptions(Score.GENERAL, queries, memory, memory, 1, memory, false));
  }

  private AttentionOptions attention() {
    return new AttentionOptions(
        score, queries, memory, size, heads, outputs, causal, attentionDropOut);
  }

  @Override
  public <A> Part<A> part(Floor<A> floor, Parameters<A> parameters) {
    return new AttentionPart<>(floor, parameters, attention());
  }

  @Override
  public PlainPart plain() {
    return new PlainAttention(attention());
  }

  @Override
  public int[] inputWidths() {
    return new int[] {queries, memory};
  }

  @Override
  protected int outputWidth() {
    return outputs;
  }

  @Override
  protected List<Object> options() {
    return List.of(attention());
  }

  @Override
  protected Attention copy() {
    return new Attention(attention());
  }
}
