package io.palavra.training.classification;

import io.palavra.training.kind.LayerChoice;

/**
 * What a classifier's network is told besides its options.
 *
 * @param vocabulary ids that the embedding must hold
 * @param classes classes to tell apart
 * @param pretrained whether word vectors learned elsewhere are put into the embedding
 * @param layers whose layers to use
 */
public record NetworkShape(int vocabulary, int classes, boolean pretrained, LayerChoice layers) {}
