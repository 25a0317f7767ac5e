package io.palavra.training.classification;

import io.palavra.training.kind.LayerChoice;
import java.util.List;

/**
 * What a classifier's network is told besides its options.
 *
 * @param vocabulary ids that the embedding must hold
 * @param classes classes to tell apart
 * @param classWeights weight of each class in the loss; empty where all count alike
 * @param pretrained whether word vectors learned elsewhere are put into the embedding
 * @param layers whose layers to use
 */
public record NetworkShape(
    int vocabulary,
    int classes,
    List<Double> classWeights,
    boolean pretrained,
    LayerChoice layers) {

  /** Copies the list. */
  public NetworkShape {
    classWeights = List.copyOf(classWeights);
  }

  /** Classes that count alike, and no vectors from elsewhere. */
  public static NetworkShape of(int vocabulary, int classes, LayerChoice layers) {
    return new NetworkShape(vocabulary, classes, List.of(), false, layers);
  }
}
