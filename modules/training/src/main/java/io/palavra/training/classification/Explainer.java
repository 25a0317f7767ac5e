package io.palavra.training.classification;

import io.palavra.pipeline.batch.Batch;
import io.palavra.pipeline.tensor.ClassificationTensors;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.kind.Firing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What each token of a text did for a class: by taking it away, and by the gradient (gradient times
 * input: Shrikumar et al. 2016).
 */
final class Explainer {
  /** The tables that a network may have. */
  private static final List<String> VECTORS =
      List.of(NetworkBuilder.EMBEDDING + "_W", NetworkBuilder.FIXED_EMBEDDING + "_W");

  private final int classes;
  private final IntFunction<ComputationGraph> networkOf;
  private final Firings firings;

  /**
   * @param networkOf makes an untrained network of the same kind for a vocabulary of this size, its
   *     word vectors not frozen, that computes the same in training as in answering: without
   *     dropout, which would be drawn anew for each gradient, and without averages over a batch
   * @param firings what fires the units of the trained network
   */
  Explainer(int classes, IntFunction<ComputationGraph> networkOf, Firings firings) {
    this.classes = classes;
    this.networkOf = networkOf;
    this.firings = firings;
  }

  /** Finds what fires the units of a network. */
  @FunctionalInterface
  interface Firings {
    /** By text of these ids: its stretches, the most telling for a class first. */
    List<List<Firing>> of(ComputationGraph network, List<int[]> texts, int label);
  }

  /** What fires the units of a network in each of some texts. */
  List<List<Firing>> firings(ComputationGraph trained, List<int[]> texts, int label) {
    return firings.of(trained, texts, label);
  }

  /** The text itself, then the text with one token after another unknown. */
  static List<int[]> occlusions(int[] ids) {
    List<int[]> variants = new ArrayList<>(ids.length + 1);
    variants.add(ids);
    for (int i = 0; i < ids.length; i++) {
      int[] variant = ids.clone();
      variant[i] = Vocabulary.UNK;
      variants.add(variant);
    }
    return variants;
  }

  /**
   * By token: its vector times the gradient of the class's logit by that vector.
   *
   * <p>A network with a vocabulary of this one text, an id for each place, has each place's
   * gradient as a row of its embedding's gradient.
   */
  double[] gradientTimesInput(ComputationGraph trained, int[] ids, int label) {
    int time = Math.max(2, ids.length);
    ComputationGraph network = networkOf.apply(time);
    copyParameters(trained, network, ids);
    int[] places = new int[time];
    Arrays.setAll(places, i -> i < ids.length ? i : 0);
    Batch batch = new Batch(new int[][] {places}, new int[] {ids.length}, new int[0]);
    MultiDataSet data = new ClassificationTensors(classes).of(batch);
    Map<String, INDArray> gradients = gradientsOfLogit(network, data, label);
    double[] all = new double[time];
    gradients.forEach(
        (name, gradient) -> {
          double[] products = gradient.mul(network.getParam(name)).sum(1).toDoubleVector();
          for (int i = 0; i < time; i++) {
            all[i] += products[i];
          }
        });
    return Arrays.copyOf(all, ids.length);
  }

  private static void copyParameters(ComputationGraph from, ComputationGraph to, int[] ids) {
    from.paramTable()
        .forEach(
            (name, values) -> {
              if (VECTORS.contains(name)) {
                copyRows(values, to.getParam(name), ids);
              } else {
                to.getParam(name).assign(values);
              }
            });
  }

  private static void copyRows(INDArray all, INDArray some, int[] ids) {
    some.assign(0);
    for (int i = 0; i < ids.length; i++) {
      some.put(new INDArrayIndex[] {NDArrayIndex.point(i), NDArrayIndex.all()}, all.getRow(ids[i]));
    }
  }

  /**
   * The softmax under cross-entropy hands (probabilities - labels) down as the error of the logits;
   * labels of (probabilities - one-hot) make that error the one-hot vector, and what arrives below
   * is the gradient of the logit itself.
   */
  private static Map<String, INDArray> gradientsOfLogit(
      ComputationGraph network, MultiDataSet data, int label) {
    INDArray[] features = data.getFeatures();
    INDArray[] masks = data.getFeaturesMaskArrays();
    INDArray labels = network.output(false, features, masks, null)[0].dup();
    labels.putScalar(0, label, labels.getDouble(0, label) - 1);
    network.setInputs(features);
    network.setLabels(labels);
    network.setLayerMaskArrays(masks, null);
    network.computeGradientAndScore();
    Gradient gradient = network.gradient();
    Map<String, INDArray> gradients = new TreeMap<>();
    for (String name : VECTORS) {
      if (network.paramTable().containsKey(name)) {
        gradients.put(name, gradient.getGradientFor(name));
      }
    }
    return gradients;
  }
}
