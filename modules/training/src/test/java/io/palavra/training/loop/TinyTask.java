package io.palavra.training.loop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A task that trains in milliseconds: is the product of two of eight numbers positive? Forty rows
 * to learn from in eight batches, and a network with dropout.
 */
public final class TinyTask implements BatchSource {
  private static final int INPUTS = 8;
  private static final int BATCHES = 8;
  private static final int ROWS = 5;

  private final List<TrainingBatch> batches = new ArrayList<>();
  private final MultiDataSet dev;

  /** The same numbers every time. */
  public TinyTask() {
    Random random = new Random(7);
    for (int i = 0; i < BATCHES; i++) {
      batches.add(new TrainingBatch(rows(random, ROWS), ROWS, ROWS * (long) INPUTS));
    }
    dev = rows(random, 4 * ROWS);
  }

  private static MultiDataSet rows(Random random, int count) {
    float[][] features = new float[count][INPUTS];
    float[][] labels = new float[count][2];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < INPUTS; j++) {
        features[i][j] = (float) random.nextGaussian();
      }
      labels[i][features[i][0] * features[i][1] > 0 ? 1 : 0] = 1;
    }
    return new MultiDataSet(Nd4j.create(features), Nd4j.create(labels));
  }

  /** A network for the task, initialised; the same for the same options. */
  public ComputationGraph network(TrainingOptions options) {
    NeuralNetConfiguration.Builder builder =
        options.configure(
            new NeuralNetConfiguration.Builder().seed(3).dataType(DataType.FLOAT),
            batchesPerEpoch());
    ComputationGraph network =
        new ComputationGraph(
            builder
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                    "hidden",
                    new DenseLayer.Builder()
                        .nIn(INPUTS)
                        .nOut(12)
                        .activation(Activation.TANH)
                        .build(),
                    "in")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(12)
                        .nOut(2)
                        .dropOut(0.7)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "hidden")
                .setOutputs("out")
                .build());
    network.init();
    return network;
  }

  /** Loss and accuracy on twenty rows; draws random numbers, as a sampling validator would. */
  public DevScore score(ComputationGraph network) {
    Nd4j.rand(3);
    INDArray output = network.outputSingle(dev.getFeatures(0));
    INDArray hits = output.argMax(1).eq(dev.getLabels(0).argMax(1)).castTo(DataType.DOUBLE);
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put("loss", network.score(dev, false));
    metrics.put("accuracy", hits.meanNumber().doubleValue());
    return new DevScore(metrics);
  }

  @Override
  public BatchStream open(int epoch, long skip) {
    List<TrainingBatch> order = new ArrayList<>(batches);
    Collections.shuffle(order, new Random(epoch));
    var iterator = order.listIterator((int) skip);
    return new BatchStream() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public TrainingBatch next() {
        return iterator.next();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public long batchesPerEpoch() {
    return BATCHES;
  }
}
