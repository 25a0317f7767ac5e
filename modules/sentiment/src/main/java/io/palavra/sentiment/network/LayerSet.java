package io.palavra.sentiment.network;

import io.palavra.kernels.GRU;
import io.palavra.kernels.SequencePooling;
import io.palavra.kernels.dropout.SequenceDropout;
import io.palavra.kernels.pooling.PoolingKind;
import io.palavra.pipeline.BadInputException;
import io.palavra.training.kind.LayerChoice;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** The layers of either choice. What both have computes the same. */
final class LayerSet {
  private final NetworkOptions options;
  private final boolean kernels;

  LayerSet(NetworkOptions options, LayerChoice choice) {
    this.options = options;
    this.kernels = choice == LayerChoice.KERNELS;
  }

  /**
   * Ids {@code [batch, time]} to vectors {@code [batch, embedding, time]}.
   *
   * @param frozenEpochs for which the vectors stay as they are
   * @throws BadInputException when Deeplearning4j's own layers were asked for what they lack
   */
  FeedForwardLayer.Builder<?> embedding(int frozenEpochs) {
    if (kernels) {
      return new io.palavra.kernels.EmbeddingSequenceLayer.Builder().frozenEpochs(frozenEpochs);
    }
    if (frozenEpochs > 0) {
      throw BadInputException.of(
          "option frozenEpochs",
          String.valueOf(frozenEpochs),
          "0 or --layers kernels, since Deeplearning4j's own vectors stay for ever or never");
    }
    return new EmbeddingSequenceLayer.Builder();
  }

  /**
   * A layer that reads forward.
   *
   * @param inputDropout share of its input's numbers that is dropped in training
   * @throws BadInputException when Deeplearning4j's own layers were asked for what they lack
   */
  Layer forward(double inputDropout) {
    BaseRecurrentLayer.Builder<?> builder = kernels ? kernel() : stock();
    builder.nOut(options.hidden()).activation(Activation.TANH);
    if (inputDropout > 0) {
      double keep = 1 - inputDropout;
      builder.dropOut(kernels ? new SequenceDropout(keep) : new Dropout(keep));
    }
    return builder.build();
  }

  /** The layer that makes one vector of all states, for every pooling but attention. */
  Layer pooling() {
    return kernels
        ? new SequencePooling(PoolingKind.valueOf(options.pooling().name()))
        : new GlobalPoolingLayer(
            options.pooling() == Pooling.MAX ? PoolingType.MAX : PoolingType.AVG);
  }

  /** The layer of the classes. */
  BaseOutputLayer.Builder<?> output(ILossFunction loss) {
    return kernels
        ? new io.palavra.kernels.OutputLayer.Builder(loss)
        : new OutputLayer.Builder(loss);
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
