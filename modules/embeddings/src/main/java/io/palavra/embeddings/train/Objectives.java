package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.text.CountedWords;
import java.util.Optional;

/** Makes one objective a worker; the tree or the table of negatives is made once for all. */
final class Objectives {
  private final EmbeddingOptions options;
  private final FloatRows output;
  private final Optional<HuffmanTree> tree;
  private final Optional<NegativeSampler> sampler;

  Objectives(EmbeddingOptions options, CountedWords words, FloatRows output) {
    this.options = options;
    this.output = output;
    boolean hierarchical = options.loss() == Loss.HIERARCHICAL_SOFTMAX;
    tree = hierarchical ? Optional.of(new HuffmanTree(words.counts())) : Optional.empty();
    sampler =
        hierarchical
            ? Optional.empty()
            : Optional.of(new NegativeSampler(words.counts(), options.negativePower()));
  }

  /** The tree of hierarchical softmax. */
  Optional<HuffmanTree> tree() {
    return tree;
  }

  /** The sampler of negative sampling. */
  Optional<NegativeSampler> sampler() {
    return sampler;
  }

  /**
   * @param outputs the worker's rows
   */
  Objective create(RowMath math, Randoms random, OwnRows outputs) {
    Step step = new Step(math, output);
    return tree.isPresent()
        ? new HierarchicalSoftmax(step, tree.get(), outputs)
        : new NegativeSampling(step, sampler.orElseThrow(), random, outputs, options.negatives());
  }
}
