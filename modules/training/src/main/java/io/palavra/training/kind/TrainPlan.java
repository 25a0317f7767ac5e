package io.palavra.training.kind;

/**
 * What a training run would be, told before it is begun.
 *
 * @param unit what is counted in rows: {@code texts}, {@code words}
 * @param trainRows to learn from
 * @param devRows to choose by; 0 where nothing is chosen
 * @param testRows to test on; 0 where nothing is tested
 * @param vocabulary ids
 * @param parameters numbers that are learned
 * @param memoryBytes a sound upper estimate of the peak
 * @param minutes likely minutes, from a few measured steps
 */
public record TrainPlan(
    String unit,
    long trainRows,
    long devRows,
    long testRows,
    int vocabulary,
    long parameters,
    long memoryBytes,
    double minutes) {}
