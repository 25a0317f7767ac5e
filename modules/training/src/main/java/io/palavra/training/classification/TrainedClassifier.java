package io.palavra.training.classification;

import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * All that answers a text.
 *
 * @param options of the classifier
 * @param parts what stands around the network
 * @param network with its parameters
 */
record TrainedClassifier<O extends Record & ClassifierOptions<O>>(
    O options, ClassifierParts parts, ComputationGraph network) {}
