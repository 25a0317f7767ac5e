package io.palavra.kernels.attention;

import io.palavra.kernels.part.Attentive;
import io.palavra.kernels.part.PlainPart;
import io.palavra.kernels.part.PlainPass;
import io.palavra.kernels.part.PlainSheet;
import io.palavra.kernels.tape.Node;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link AttentionPart} does, in operations of ND4J. */
public final class PlainAttention implements PlainPart, Attentive {
  private final Score score;
  private final PlainHeads heads;
  private DataType type = DataType.FLOAT;

  /** As the options say. */
  public PlainAttention(AttentionOptions options) {
    this.score = options.score();
    boolean many = score == Score.SCALED_DOT;
    double scale = many ? 1 / Math.sqrt((double) options.size() / options.heads()) : 1;
    this.heads =
        new PlainHeads(options.heads(), scale, options.causal(), options.attentionDropOut());
  }

  @Override
  public PlainSheet forward(List<PlainSheet> inputs, PlainPass pass) {
    return forward(inputs.get(0), inputs.get(inputs.size() - 1), pass);
  }

  /** The same with its inputs by name. */
  public PlainSheet forward(PlainSheet queries, PlainSheet memory, PlainPass pass) {
    type = pass.type();
    boolean many = score == Score.SCALED_DOT;
    boolean projected = many || score == Score.ADDITIVE;
    Node q = score == Score.DOT ? queries.values() : pass.linear("q", queries.values(), many);
    Node k = projected ? pass.linear("k", memory.values(), true) : memory.values();
    Node v = many ? pass.linear("v", memory.values(), true) : memory.values();
    Optional<Node> vector =
        score == Score.ADDITIVE ? Optional.of(pass.parameter("v")) : Optional.empty();
    Node mean = heads.attend(queries.with(q), memory.with(k), memory.with(v), vector, pass);
    return queries.with(many ? pass.linear("o", mean, true) : mean);
  }

  @Override
  public Optional<INDArray> attentionWeights() {
    return heads.attentionWeights(type);
  }
}
