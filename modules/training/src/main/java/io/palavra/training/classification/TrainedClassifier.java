package io.palavra.training.classification;

import io.palavra.training.evaluation.LabelThresholds;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * All that answers a text.
 *
 * @param options of the classifier
 * @param parts what stands around the network
 * @param thresholds from which probability on a text is given a label; where it may have several
 * @param networks with their parameters; of several the probabilities are averaged
 */
record TrainedClassifier<O extends Record & ClassifierOptions<O>>(
    O options,
    ClassifierParts parts,
    Optional<LabelThresholds> thresholds,
    List<ComputationGraph> networks) {

  /** Copies the list. */
  TrainedClassifier {
    networks = List.copyOf(networks);
  }
}
