package io.palavra.training.kind;

import java.nio.file.Path;
import java.util.SortedMap;

/**
 * What a finished run left behind.
 *
 * @param model the bundle
 * @param finished false where it was stopped by the user and can be resumed
 * @param test the metrics on the test set by name, as {@code metrics.json} has them
 * @param summary the report for a terminal, several lines
 */
public record TrainedRun(
    Path model, boolean finished, SortedMap<String, Double> test, String summary) {}
