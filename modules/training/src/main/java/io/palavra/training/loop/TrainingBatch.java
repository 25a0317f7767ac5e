package io.palavra.training.loop;

import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * One step's worth of data.
 *
 * @param data features, labels and masks as the network takes them
 * @param examples rows
 * @param tokens tokens that count, for rates
 */
public record TrainingBatch(MultiDataSet data, int examples, long tokens) {}
