package io.palavra.kernels.transformer;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.attention.AttentionPart;
import io.palavra.kernels.attention.AttentionSteps;
import io.palavra.kernels.part.Attentive;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Sheet;
import io.palavra.kernels.part.Stepping;
import io.palavra.kernels.part.Steps;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A block of a Transformer: self-attention, in a decoder attention to the memory, and the
 * feed-forward layer, each with its residual connection.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class BlockPart<A> implements Stepping<A>, Attentive {
  private final AttentionPart<A> self;
  private final Optional<AttentionPart<A>> cross;
  private final Sublayer<A> first;
  private final Optional<Sublayer<A>> second;
  private final Sublayer<A> third;
  private Sheet<A> memory;

  BlockPart(Floor<A> floor, Parameters<A> parameters, TransformerOptions options, boolean decoder) {
    this.self =
        new AttentionPart<>(
            floor, parameters.under("self"), options.attention(options.features(), decoder));
    this.first =
        new Sublayer<>(
            floor, parameters.under("self"), "n", options, inside(self, Optional.empty()));
    this.cross =
        decoder
            ? Optional.of(
                new AttentionPart<>(
                    floor, parameters.under("cross"), options.attention(options.memory(), false)))
            : Optional.empty();
    this.second =
        cross.map(
            part ->
                new Sublayer<>(
                    floor, parameters.under("cross"), "n", options, inside(part, cross)));
    int features = options.features();
    Parameters<A> inner = parameters.under("inner");
    this.third =
        new Sublayer<>(
            floor,
            inner,
            "n",
            options,
            new Inner<>(floor, inner, features, options.inner(), features, options.dropOut()));
    this.memory = new Sheet<>(floor);
  }

  private Sublayer.Inside<A> inside(AttentionPart<A> part, Optional<AttentionPart<A>> toMemory) {
    return new Sublayer.Inside<>() {
      @Override
      public Sheet<A> forward(Sheet<A> x, Pass pass) {
        return part.forward(x, toMemory.isPresent() ? memory : x, pass);
      }

      @Override
      public void backward() {
        part.backward();
      }
    };
  }

  @Override
  public Sheet<A> forward(List<Sheet<A>> inputs, Pass pass) {
    memory = inputs.get(inputs.size() - 1);
    Sheet<A> attended = first.forward(inputs.get(0), pass);
    return third.forward(
        second.map(sublayer -> sublayer.forward(attended, pass)).orElse(attended), pass);
  }

  @Override
  public Steps<A> steps(Sheet<A> behind) {
    AttentionSteps<A> back = self.steps(Optional.empty());
    Optional<AttentionSteps<A>> across = cross.map(part -> part.steps(Optional.of(behind)));
    return new Steps<>() {
      @Override
      public Sheet<A> next(Sheet<A> x, int[] parents) {
        Sheet<A> y = first.step(x, row -> back.next(row, parents));
        if (across.isPresent()) {
          Sheet<A> before = y;
          y = second.orElseThrow().step(before, row -> across.get().next(row, parents));
        }
        return third.forward(y, Pass.INFERENCE);
      }

      @Override
      public double[] looked(int hypothesis) {
        return across.map(steps -> steps.looked(hypothesis)).orElse(new double[0]);
      }
    };
  }

  @Override
  public void backward() {
    third.backward();
    second.ifPresent(Sublayer::backward);
    first.backward();
  }

  /** Those of the memory in a decoder, else those of the sequence itself. */
  @Override
  public Optional<INDArray> attentionWeights() {
    return cross.orElse(self).attentionWeights();
  }
}
