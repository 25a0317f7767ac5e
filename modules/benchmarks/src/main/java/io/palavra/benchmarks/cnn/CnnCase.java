package io.palavra.benchmarks.cnn;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.MultiDataSet;

/** A convolutional network and a mini-batch for it. */
interface CnnCase {

  /**
   * @param what is measured, as {@code cnn-train}
   */
  String title(String what);

  /** The same with another mini-batch. */
  CnnCase with(int sequences);

  /** Sequences of the mini-batch. */
  int batch();

  /** The network on this project's layers. */
  ComputationGraph kernels();

  /** The network on Deeplearning4j's layers. */
  ComputationGraph stock();

  /** A mini-batch: ids and classes. */
  MultiDataSet data();

  /** The network's name and sizes, as {@code cnn_peer.py} reads them. */
  List<String> arguments();

  /** The case that {@link #arguments} describe; words are those of no data set. */
  static CnnCase of(List<String> arguments) {
    int[] sizes = arguments.stream().skip(1).mapToInt(Integer::parseInt).toArray();
    return arguments.get(0).equals(CharacterCase.NAME)
        ? new CharacterCase(sizes[3], sizes[4])
        : new ConvolutionCase(
            ConvolutionCase.WORDS, sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]);
  }
}
