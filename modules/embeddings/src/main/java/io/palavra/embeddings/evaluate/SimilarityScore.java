package io.palavra.embeddings.evaluate;

import io.palavra.training.evaluation.Interval;
import java.util.Optional;

/**
 * How well cosines agree with what people said.
 *
 * @param name of the set
 * @param pairs in the set
 * @param covered pairs whose words both have vectors
 * @param spearman over the covered pairs; NaN for fewer than two
 * @param interval 95 % interval of that by the choice of the pairs; of few pairs there is none
 * @param spearmanOfAll over all pairs, a pair that is not covered counting as one of cosine 0
 */
public record SimilarityScore(
    String name,
    int pairs,
    int covered,
    double spearman,
    Optional<Interval> interval,
    double spearmanOfAll) {}
