package io.palavra.sentiment.network;

import io.palavra.kernels.GRU;
import io.palavra.pipeline.BadInputException;
import io.palavra.training.kind.LayerChoice;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.nd4j.linalg.activations.Activation;

/**
 * A recurrent layer of either choice. Where both have it, parameters and results are the same, so
 * that weights learned with the one serve the other.
 */
final class RecurrentLayers {
  private final NetworkOptions options;
  private final LayerChoice choice;

  RecurrentLayers(NetworkOptions options, LayerChoice choice) {
    this.options = options;
    this.choice = choice;
  }

  /**
   * A layer that reads forward.
   *
   * @param inputDropout share of its input's numbers that is dropped in training
   * @throws BadInputException when Deeplearning4j's own layers were asked for what they lack
   */
  Layer forward(double inputDropout) {
    BaseRecurrentLayer.Builder<?> builder = choice == LayerChoice.KERNELS ? kernel() : stock();
    builder.nOut(options.hidden()).activation(Activation.TANH);
    if (inputDropout > 0) {
      builder.dropOut(1 - inputDropout);
    }
    return builder.build();
  }

  private BaseRecurrentLayer.Builder<?> kernel() {
    double dropout = options.recurrentDropout();
    return switch (options.cell()) {
      case LSTM -> new io.palavra.kernels.LSTM.Builder().recurrentDropOut(dropout);
      case GRU -> new GRU.Builder().recurrentDropOut(dropout);
      case RNN -> new io.palavra.kernels.SimpleRnn.Builder().recurrentDropOut(dropout);
    };
  }

  private BaseRecurrentLayer.Builder<?> stock() {
    if (options.recurrentDropout() > 0) {
      throw BadInputException.of(
          "option recurrentDropout",
          String.valueOf(options.recurrentDropout()),
          "0, since Deeplearning4j's own layers have none");
    }
    return switch (options.cell()) {
      case LSTM -> new LSTM.Builder();
      case RNN -> new SimpleRnn.Builder();
      case GRU ->
          throw BadInputException.of(
              "option cell", "gru", "lstm or rnn; Deeplearning4j has no layer of its own for gru");
    };
  }
}
