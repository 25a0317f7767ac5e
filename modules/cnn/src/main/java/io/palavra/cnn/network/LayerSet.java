package io.palavra.cnn.network;

import io.palavra.training.kind.LayerChoice;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** The layers of either choice. What both have computes the same. */
interface LayerSet {

  static LayerSet of(NetworkOptions options, LayerChoice choice) {
    return choice == LayerChoice.KERNELS ? new KernelLayers() : new StockLayers(options);
  }

  /**
   * Ids {@code [batch, time]} to vectors {@code [batch, embedding, time]}.
   *
   * @param frozenEpochs for which the vectors stay as they are
   */
  FeedForwardLayer.Builder<?> embedding(int frozenEpochs);

  /** Dropout of vectors or values of a text, before a layer that reads it. */
  IDropout dropout(double share);

  /** Filters of all widths, pooled over the text; returns the name of what has their values. */
  String sideBySide(GraphBuilder graph, String vectors, Recipe recipe, NetworkOptions options);

  /**
   * A convolution with a value for every token.
   *
   * @param learning whether anything below it learns
   */
  FeedForwardLayer.Builder<?> convolution(int width, int dilation, boolean learning);

  /** Adds a convolution; returns its name. */
  String addConvolution(GraphBuilder graph, String name, Layer convolution, String below);

  /** Mean and variance made equal. */
  Layer normalization(Normalization kind);

  /** The greatest values of so many positions. */
  Layer pooling(int size);

  /** The greatest values of parts of the text, as one vector. */
  Layer segments(int number);

  /** The layer of the classes. */
  BaseOutputLayer.Builder<?> output(ILossFunction loss);
}
