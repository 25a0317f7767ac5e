package io.palavra.pipeline.split;

/**
 * The three parts of a data set.
 *
 * @param how how the parts came about, in words, for reports and provenance
 * @param <T> the record's type
 */
public record Split<T>(TrainSet<T> train, DevSet<T> dev, TestSet<T> test, String how) {}
