package io.palavra.pipeline.split;

import io.palavra.pipeline.corpus.Corpus;

/**
 * The part that is used for every choice: early stopping, thresholds, calibration.
 *
 * @param <T> the record's type
 */
public record DevSet<T>(Corpus<T> corpus) {}
