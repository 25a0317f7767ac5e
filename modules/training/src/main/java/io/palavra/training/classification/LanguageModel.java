package io.palavra.training.classification;

import java.util.function.Predicate;

/**
 * How a kind's networks learn the language of the texts before their classes.
 *
 * @param <O> the classifier's options
 * @param builder makes a network with some of the classifier's layers, under the same names, whose
 *     one output tells each place's next id, {@code [batch, time]}, and with both directions,
 *     behind these, the ids before, {@code [batch, 2 * time]}
 * @param bothWays whether it has both directions
 */
public record LanguageModel<O>(NetworkBuilder<O> builder, Predicate<O> bothWays) {}
