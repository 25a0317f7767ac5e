package io.palavra.training.kind;

import java.util.List;

/**
 * A text's class.
 *
 * @param text as it was given
 * @param label the most probable class
 * @param probability its calibrated probability
 * @param labels all classes, by index
 * @param probabilities calibrated, by index
 */
public record Classification(
    String text,
    String label,
    double probability,
    List<String> labels,
    List<Double> probabilities) {}
