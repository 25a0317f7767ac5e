package io.palavra.training.classification;

import io.palavra.training.kind.LayerChoice;

/**
 * What a classifier's network is told besides its options.
 *
 * @param vocabulary ids that the embedding must hold
 * @param classes classes to tell apart
 * @param pretrained whether word vectors learned elsewhere are put into the embedding
 * @param layers whose layers to use
 * @param learning whether it is about to learn, so that what stays as it is has to be frozen
 */
public record NetworkShape(
    int vocabulary, int classes, boolean pretrained, LayerChoice layers, boolean learning) {

  /** Of a network that learns only where its vectors were learned elsewhere, or that answers. */
  public NetworkShape(int vocabulary, int classes, boolean pretrained, LayerChoice layers) {
    this(vocabulary, classes, pretrained, layers, pretrained);
  }
}
