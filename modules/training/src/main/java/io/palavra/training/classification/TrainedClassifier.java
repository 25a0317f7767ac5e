package io.palavra.training.classification;

import io.palavra.pipeline.datavec.Cleaning;
import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.training.evaluation.Calibration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * All that answers a text.
 *
 * @param kind id of its kind
 * @param options of the classifier
 * @param cleaning done to every text
 * @param encoder cleaned texts to ids
 * @param labels the classes
 * @param calibration of its probabilities
 * @param network with its parameters
 */
record TrainedClassifier<O extends Record & ClassifierOptions<O>>(
    String kind,
    O options,
    Cleaning cleaning,
    TextEncoder encoder,
    Labels labels,
    Calibration calibration,
    ComputationGraph network) {}
