package io.palavra.kernels.arithmetic;

/**
 * What the additive score {@code vector' tanh(query + key)} is computed from (Bahdanau, Cho and
 * Bengio, "Neural Machine Translation by Jointly Learning to Align and Translate", 2015), and where
 * its gradients are summed.
 *
 * @param queries projected queries, row after row
 * @param keys projected keys, row after row
 * @param vector {@code [width]}
 * @param queryGradients as {@code queries}; not read for scores alone
 * @param keyGradients as {@code keys}
 * @param vectorGradients one row of {@code width} or several
 * @param width of all of them
 * @param <A> {@code float[]} or {@code double[]}
 */
public record AdditiveScore<A>(
    A queries, A keys, A vector, A queryGradients, A keyGradients, A vectorGradients, int width) {}
