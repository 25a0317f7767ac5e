package io.palavra.kernels.transformer;

import io.palavra.kernels.attention.PlainAttention;
import io.palavra.kernels.part.Attentive;
import io.palavra.kernels.part.PlainPart;
import io.palavra.kernels.part.PlainPass;
import io.palavra.kernels.part.PlainSheet;
import io.palavra.kernels.tape.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link BlockPart} does, in operations of ND4J. */
final class PlainBlock implements PlainPart, Attentive {
  private static final double EPSILON = 1e-5;

  private final TransformerOptions options;
  private final PlainAttention self;
  private final Optional<PlainAttention> cross;

  PlainBlock(TransformerOptions options, boolean decoder) {
    this.options = options;
    this.self = new PlainAttention(options.attention(options.features(), decoder));
    this.cross =
        decoder
            ? Optional.of(new PlainAttention(options.attention(options.memory(), false)))
            : Optional.empty();
  }

  @Override
  public PlainSheet forward(List<PlainSheet> inputs, PlainPass pass) {
    PlainSheet memory = inputs.get(inputs.size() - 1);
    PlainPass own = pass.under("self");
    PlainSheet first = around(inputs.get(0), own, x -> self.forward(x, x, own));
    PlainPass other = pass.under("cross");
    PlainSheet second =
        cross.map(part -> around(first, other, x -> part.forward(x, memory, other))).orElse(first);
    PlainPass inner = pass.under("inner");
    return around(second, inner, x -> x.with(inner.inner(x.values(), options.dropOut())));
  }

  /** As {@link Sublayer}. */
  private PlainSheet around(PlainSheet x, PlainPass pass, UnaryOperator<PlainSheet> inside) {
    boolean before = options.normFirst();
    PlainSheet from = before ? x.with(pass.normalise("n", x.values(), EPSILON)) : x;
    Node result = pass.dropped(inside.apply(from).values(), options.dropOut());
    Node sum = pass.tape().add(x.values(), result);
    return x.with(before ? sum : pass.normalise("n", sum, EPSILON));
  }

  @Override
  public Optional<INDArray> attentionWeights() {
    return cross.orElse(self).attentionWeights();
  }
}
