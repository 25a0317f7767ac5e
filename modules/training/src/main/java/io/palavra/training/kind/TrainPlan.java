package io.palavra.training.kind;

/**
 * What a training run would be, told before it is begun.
 *
 * @param trainRows texts to learn from
 * @param devRows texts to choose by
 * @param testRows texts to test on
 * @param vocabulary ids
 * @param parameters numbers that are learned
 * @param memoryBytes a sound upper estimate of the peak
 * @param minutes likely minutes, from a few measured steps
 */
public record TrainPlan(
    long trainRows,
    long devRows,
    long testRows,
    int vocabulary,
    long parameters,
    long memoryBytes,
    double minutes) {}
