package io.palavra.embeddings.evaluate;

import io.palavra.training.evaluation.Interval;
import java.util.Optional;

/**
 * How much better the cosines of one table agree with what people said than those of another.
 *
 * @param name of the set
 * @param pairs in the set
 * @param covered pairs whose words have vectors in both
 * @param first Spearman's correlation of the first, over the covered pairs; NaN where there is none
 * @param second that of the second
 * @param difference 95 % interval of the first's less the second's by the choice of the pairs, the
 *     same for both; of few pairs there is none
 */
public record SimilarityComparison(
    String name,
    int pairs,
    int covered,
    double first,
    double second,
    Optional<Interval> difference) {}
