package io.palavra.training.classification;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Makes the network of a classifier: one input of ids {@code [batch, time]} with a mask of the same
 * shape, padded at the end; a layer named {@value #EMBEDDING} that turns ids into vectors; one
 * output of probabilities {@code [batch, classes]}. A row's answer must depend neither on its
 * padding nor on the other rows.
 *
 * @param <O> the classifier's options
 */
@FunctionalInterface
public interface NetworkBuilder<O> {
  /** Name of the layer with the word vectors. */
  String EMBEDDING = "embedding";

  /** Name of a second such layer, where a network has vectors that learn and others that do not. */
  String FIXED_EMBEDDING = "fixed-embedding";

  /**
   * The network's configuration.
   *
   * @param training updater, regularisation, seed and data type, common to all layers
   */
  ComputationGraphConfiguration configuration(
      NeuralNetConfiguration.Builder training, O options, NetworkShape shape);
}
