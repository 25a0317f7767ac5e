package io.palavra.embeddings.train;

/**
 * How far training is.
 *
 * @param done words gone through, over all epochs; where something else than words is gone through,
 *     the share of it in words
 * @param total words of the text times epochs
 * @param learningRate at this moment
 */
public record Progress(long done, long total, double learningRate) {}
