package io.palavra.pipeline.split;

import io.palavra.pipeline.corpus.Corpus;

/**
 * The part that is learned from.
 *
 * @param <T> the record's type
 */
public record TrainSet<T>(Corpus<T> corpus) {}
