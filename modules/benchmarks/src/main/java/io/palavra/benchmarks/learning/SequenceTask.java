package io.palavra.benchmarks.learning;

import io.palavra.kernels.GRU;
import io.palavra.kernels.LSTM;
import io.palavra.kernels.SequencePooling;
import io.palavra.kernels.fit.FusedFit;
import io.palavra.kernels.pooling.PoolingKind;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A task that asks a recurrent layer to remember. */
public enum SequenceTask {
  /**
   * The sum of the two numbers of a sequence that are marked, one in its first half and one in its
   * second (Hochreiter and Schmidhuber, "Long Short-Term Memory", 1997, experiment 4; as Le, Jaitly
   * and Hinton, "A Simple Way to Initialize Recurrent Networks", 2015, have it). Solved when the
   * mean squared error is below 0.01; to say 1 at all times gives 0.167.
   */
  ADDING(2) {
    @Override
    MultiDataSet draw(Random random, int batch, int steps) {
      float[][][] x = new float[batch][2][steps];
      float[][] y = new float[batch][1];
      for (int b = 0; b < batch; b++) {
        for (int t = 0; t < steps; t++) {
          x[b][0][t] = random.nextFloat();
        }
        int first = random.nextInt(steps / 2);
        int second = steps / 2 + random.nextInt(steps - steps / 2);
        x[b][1][first] = 1;
        x[b][1][second] = 1;
        y[b][0] = x[b][0][first] + x[b][0][second];
      }
      return new MultiDataSet(Nd4j.createFromArray(x), Nd4j.createFromArray(y));
    }

    @Override
    void end(GraphBuilder graph, int units) {
      graph
          .addLayer("last", new SequencePooling(PoolingKind.LAST), "memory")
          .addLayer(
              "out",
              new OutputLayer.Builder(LossFunction.MSE)
                  .nIn(units)
                  .nOut(1)
                  .activation(Activation.IDENTITY)
                  .build(),
              "last");
    }

    @Override
    double fault(INDArray out, INDArray expected) {
      return out.squaredDistance(expected) / out.size(0);
    }

    @Override
    public double solved() {
      return 0.01;
    }
  },
  /**
   * At every step whether so far an odd number of bits was one; the fault is the share of wrong
   * answers.
   */
  PARITY(1) {
    @Override
    MultiDataSet draw(Random random, int batch, int steps) {
      float[][][] x = new float[batch][1][steps];
      float[][][] y = new float[batch][2][steps];
      for (int b = 0; b < batch; b++) {
        int odd = 0;
        for (int t = 0; t < steps; t++) {
          int bit = random.nextInt(2);
          odd ^= bit;
          x[b][0][t] = 2 * bit - 1;
          y[b][odd][t] = 1;
        }
      }
      return new MultiDataSet(Nd4j.createFromArray(x), Nd4j.createFromArray(y));
    }

    @Override
    void end(GraphBuilder graph, int units) {
      graph.addLayer(
          "out",
          new RnnOutputLayer.Builder(LossFunction.MCXENT)
              .nIn(units)
              .nOut(2)
              .dataFormat(RNNFormat.NCW)
              .activation(Activation.SOFTMAX)
              .build(),
          "memory");
    }

    @Override
    double fault(INDArray out, INDArray expected) {
      INDArray said = Nd4j.argMax(out, 1);
      INDArray right = Nd4j.argMax(expected, 1);
      return said.neq(right).castTo(out.dataType()).meanNumber().doubleValue();
    }

    @Override
    public double solved() {
      return 0.01;
    }
  };

  private final int inputs;

  SequenceTask(int inputs) {
    this.inputs = inputs;
  }

  abstract MultiDataSet draw(Random random, int batch, int steps);

  abstract void end(GraphBuilder graph, int units);

  abstract double fault(INDArray out, INDArray expected);

  /** The fault below which the task counts as learned. */
  public abstract double solved();

  /** A recurrent layer that forgets nothing to begin with. */
  ComputationGraph network(boolean lstm, int units, double rate, long seed) {
    BaseRecurrentLayer.Builder<?> memory =
        lstm ? new LSTM.Builder().forgetGateBiasInit(1) : new GRU.Builder();
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Adam(rate))
            .graphBuilder()
            .addInputs("in")
            .addLayer(
                "memory", memory.nIn(inputs).nOut(units).activation(Activation.TANH).build(), "in");
    end(graph, units);
    ComputationGraph network = new ComputationGraph(graph.setOutputs("out").build());
    network.init();
    FusedFit.install(network);
    return network;
  }

  /**
   * How the learning went.
   *
   * @param sequences seen, until it was learned or given up
   * @param fault at the end, on fresh sequences
   * @param learned whether that is low enough
   */
  public record Outcome(long sequences, double fault, boolean learned) {}

  /**
   * How to learn.
   *
   * @param lstm whether with an LSTM rather than a GRU
   * @param steps of a sequence
   * @param batch sequences of a mini-batch
   * @param most sequences in all
   */
  public record Setting(
      boolean lstm, int units, double rate, int steps, int batch, long most, long seed) {}

  /** Learns until it is solved on fresh sequences, or as many sequences are seen. */
  public Outcome learn(Setting setting) {
    Random random = new Random(setting.seed());
    ComputationGraph network =
        network(setting.lstm(), setting.units(), setting.rate(), setting.seed());
    MultiDataSet held = draw(new Random(setting.seed() + 1), 200, setting.steps());
    double fault = Double.POSITIVE_INFINITY;
    long seen = 0;
    for (int step = 1; seen < setting.most(); step++) {
      network.fit(draw(random, setting.batch(), setting.steps()));
      seen += setting.batch();
      if (step % 50 == 0) {
        fault = fault(network.output(false, held.getFeatures())[0], held.getLabels(0));
        if (fault < solved()) {
          return new Outcome(seen, fault, true);
        }
      }
    }
    return new Outcome(seen, fault, false);
  }
}
