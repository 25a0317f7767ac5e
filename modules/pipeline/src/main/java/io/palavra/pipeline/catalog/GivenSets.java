package io.palavra.pipeline.catalog;

import io.palavra.pipeline.corpus.Corpus;
import java.util.Optional;

/**
 * What a data set brings: something to learn from, and its own development and test parts where it
 * has them. The training part of a set that is for evaluation only is empty.
 *
 * @param name for reports and for the default output folder: letters, digits, hyphens
 * @param published results of others on this test set, for reports; empty for a user's own files
 * @param <T> the record's type
 */
public record GivenSets<T>(
    String name,
    Corpus<T> train,
    Optional<Corpus<T>> dev,
    Optional<Corpus<T>> test,
    String published) {}
