package io.palavra.kernels.decoder;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a step of some hypotheses gave.
 *
 * @param state after it
 * @param output {@code [hypotheses, outputs]}
 * @param weights of the memory's steps, {@code [hypotheses, steps]}; all zero without attention
 */
public record DecoderStep(DecoderState state, INDArray output, INDArray weights) {}
