package io.palavra.kernels.attention;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Attentive;
import io.palavra.kernels.part.Linear;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Part;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Sheet;
import io.palavra.kernels.part.View;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Attention with its projections. The first input asks, the second is asked; with one input alone
 * it asks itself.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class AttentionPart<A> implements Part<A>, Attentive {
  private final Optional<Linear<A>> query;
  private final Optional<Linear<A>> key;
  private final Optional<Linear<A>> value;
  private final Optional<Linear<A>> result;
  private final Heads<A> heads;
  private final Floor<A> floor;
  private final AttentionOptions options;
  private boolean self;

  /** As the options say. */
  public AttentionPart(Floor<A> floor, Parameters<A> parameters, AttentionOptions options) {
    this.floor = floor;
    this.options = options;
    int asking = options.queries();
    int memory = options.memory();
    int size = options.size();
    boolean many = options.score() == Score.SCALED_DOT;
    this.query =
        switch (options.score()) {
          case SCALED_DOT -> Optional.of(new Linear<>(floor, parameters, "q", asking, size, true));
          case ADDITIVE -> Optional.of(new Linear<>(floor, parameters, "q", asking, size, false));
          case GENERAL -> Optional.of(new Linear<>(floor, parameters, "q", asking, memory, false));
          case DOT -> Optional.empty();
        };
    this.key =
        many || options.score() == Score.ADDITIVE
            ? Optional.of(new Linear<>(floor, parameters, "k", memory, size, true))
            : Optional.empty();
    this.value =
        many
            ? Optional.of(new Linear<>(floor, parameters, "v", memory, size, true))
            : Optional.empty();
    this.heads =
        options.score() == Score.ADDITIVE
            ? Heads.additive(floor, parameters.vector("v", size), options.attentionDropOut())
            : Heads.ofProducts(
                floor,
                options.heads(),
                many ? scale(options) : 1,
                options.causal(),
                options.attentionDropOut());
    this.result =
        many
            ? Optional.of(new Linear<>(floor, parameters, "o", size, options.outputs(), true))
            : Optional.empty();
  }

  private static double scale(AttentionOptions options) {
    return 1 / Math.sqrt((double) options.size() / options.heads());
  }

  /**
   * Attention of single steps, several heads of scaled products alone.
   *
   * @param memory what is looked at; empty for the steps before and the step itself
   */
  public AttentionSteps<A> steps(Optional<Sheet<A>> memory) {
    return new AttentionSteps<>(
        floor,
        new AttentionSteps.Layers<>(
            query.orElseThrow(),
            key.orElseThrow(),
            value.orElseThrow(),
            result.orElseThrow(),
            options.heads(),
            scale(options)),
        memory);
  }

  @Override
  public Sheet<A> forward(List<Sheet<A>> inputs, Pass pass) {
    return forward(inputs.get(0), inputs.get(inputs.size() - 1), pass);
  }

  /** The same with its inputs by name. */
  public Sheet<A> forward(Sheet<A> queries, Sheet<A> memory, Pass pass) {
    self = queries == memory;
    if (self) {
      Linear.forward(present(List.of(query, key, value)), memory, pass);
    } else {
      Linear.forward(present(List.of(query)), queries, pass);
      Linear.forward(present(List.of(key, value)), memory, pass);
    }
    Sheet<A> q = query.map(Linear::result).orElse(queries);
    Sheet<A> k = key.map(Linear::result).orElse(memory);
    Sheet<A> v = value.map(Linear::result).orElse(memory);
    Sheet<A> mean = heads.forward(View.of(q), View.of(k), View.of(v), pass);
    return result.map(linear -> linear.forward(mean, pass)).orElse(mean);
  }

  private static <T> List<T> present(List<Optional<T>> all) {
    return all.stream().flatMap(Optional::stream).toList();
  }

  @Override
  public void backward() {
    result.ifPresent(Linear::backward);
    heads.backward();
    if (self) {
      Linear.backward(present(List.of(value, key, query)));
    } else {
      Linear.backward(present(List.of(value, key)));
      Linear.backward(present(List.of(query)));
    }
  }

  @Override
  public Optional<INDArray> attentionWeights() {
    return heads.attentionWeights();
  }
}
