package io.palavra.embeddings.evaluate;

import io.palavra.training.evaluation.McNemar;

/**
 * Which of two tables answers more analogies.
 *
 * @param name of the set
 * @param questions in the set
 * @param covered those whose four words have vectors in both
 * @param first those of them that the first has right
 * @param second those that the second has right
 * @param test whether they differ by more than chance
 */
public record AnalogyComparison(
    String name, int questions, int covered, int first, int second, McNemar test) {}
