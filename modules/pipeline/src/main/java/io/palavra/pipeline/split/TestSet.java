package io.palavra.pipeline.split;

import io.palavra.pipeline.corpus.Corpus;

/**
 * The part that is looked at once, at the end.
 *
 * @param <T> the record's type
 */
public record TestSet<T>(Corpus<T> corpus) {}
