package io.palavra.kernels.crf;

import static io.palavra.kernels.part.Probe.checkGradient;
import static io.palavra.kernels.part.Probe.gradient;
import static io.palavra.kernels.part.Probe.mask;
import static io.palavra.kernels.part.Probe.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.SimpleRnn;
import io.palavra.kernels.part.Probe.Data;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CrfTest {

  private static double[] gaussians(Random random, int n, double scale) {
    return random.doubles(n, -scale, scale).toArray();
  }

  /** All paths of {@code n} steps, one after the other. */
  private static int[] path(int code, int labels, int n) {
    int[] path = new int[n];
    for (int t = 0; t < n; t++) {
      path[t] = code % labels;
      code /= labels;
    }
    return path;
  }

  @Test
  void sumsAndBestPathAreThoseOfAllPaths() {
    for (int trial = 0; trial < 60; trial++) {
      Random random = new Random(trial);
      int labels = 1 + random.nextInt(4);
      int n = 1 + random.nextInt(5);
      double scale = trial % 3 == 0 ? 300 : 3;
      Chain chain =
          new Chain(
              gaussians(random, labels * labels, scale),
              gaussians(random, labels, scale),
              gaussians(random, labels, scale));
      double[] scores = gaussians(random, labels * n, scale);
      int paths = (int) Math.pow(labels, n);
      double best = Double.NEGATIVE_INFINITY;
      int likeliest = 0;
      for (int code = 0; code < paths; code++) {
        double score = chain.score(scores, path(code, labels, n));
        likeliest = score > best ? code : likeliest;
        best = Math.max(best, score);
      }
      double sum = 0;
      for (int code = 0; code < paths; code++) {
        sum += Math.exp(chain.score(scores, path(code, labels, n)) - best);
      }
      assertThat(chain.total(chain.forward(scores)))
          .as("trial %d: %d labels, %d steps", trial, labels, n)
          .isCloseTo(best + Math.log(sum), within(1e-9 * Math.max(1, Math.abs(best))));
      assertThat(chain.best(scores)).containsExactly(path(likeliest, labels, n));
    }
  }

  @Test
  void marginalsAreTheSharesOfAllPathsWithTheLabel() {
    for (int trial = 0; trial < 60; trial++) {
      Random random = new Random(trial);
      int labels = 1 + random.nextInt(4);
      int n = 1 + random.nextInt(5);
      double scale = trial % 3 == 0 ? 200 : 3;
      Chain chain =
          new Chain(
              gaussians(random, labels * labels, scale),
              gaussians(random, labels, scale),
              gaussians(random, labels, scale));
      double[] scores = gaussians(random, labels * n, scale);
      double total = chain.total(chain.forward(scores));
      double[] shares = new double[labels * n];
      for (int code = 0; code < (int) Math.pow(labels, n); code++) {
        int[] path = path(code, labels, n);
        double share = Math.exp(chain.score(scores, path) - total);
        for (int t = 0; t < n; t++) {
          shares[t * labels + path[t]] += share;
        }
      }
      double[] marginals = chain.marginals(scores);
      for (int i = 0; i < shares.length; i++) {
        assertThat(marginals[i]).as("trial %d", trial).isCloseTo(shares[i], within(1e-9));
      }
    }
  }

  @Test
  void anOutputOfMarginalsHasProbabilitiesWhereStepsCount() {
    ComputationGraph paths = recurrent(false);
    ComputationGraph shares = recurrent(true);
    shares.setParams(paths.params());
    INDArray x = random(DataType.DOUBLE, 1, 5, 3, 6);
    INDArray mask = mask(3, 5, 6);
    INDArray out = shares.output(false, new INDArray[] {x}, new INDArray[] {mask})[0];
    for (int b = 0; b < 5; b++) {
      for (int t = 0; t < 6; t++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          assertThat(out.getDouble(b, k, t)).isBetween(0.0, 1.0 + 1e-12);
          sum += out.getDouble(b, k, t);
        }
        assertThat(sum).isCloseTo(mask.getDouble(b, t), within(1e-9));
      }
    }
    var conf = shares.getConfiguration();
    assertThat(org.deeplearning4j.nn.conf.ComputationGraphConfiguration.fromJson(conf.toJson()))
        .isEqualTo(conf)
        .isNotEqualTo(paths.getConfiguration());
  }

  private static ComputationGraph recurrent(boolean marginals) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .seed(5)
                .graphBuilder()
                .addInputs("x")
                .addLayer(
                    "h",
                    new SimpleRnn.Builder().nIn(3).nOut(4).activation(Activation.TANH).build(),
                    "x")
                .addLayer(
                    "out", new CrfOutput.Builder().nIn(4).nOut(3).marginals(marginals).build(), "h")
                .setOutputs("out")
                .build());
    graph.init();
    graph.params().assign(random(DataType.DOUBLE, 4, graph.params().shape()));
    return graph;
  }

  @Test
  void gradientsAreThoseOfCentralDifferencesAndMasksLeaveStepsOut() {
    ComputationGraph graph = recurrent(false);
    INDArray x = random(DataType.DOUBLE, 1, 5, 3, 6);
    Random random = new Random(2);
    INDArray labels = Nd4j.create(DataType.INT32, 5, 6);
    for (int i = 0; i < 30; i++) {
      labels.putScalar(i / 6, i % 6, random.nextInt(3));
    }
    INDArray mask = mask(3, 5, 6);
    Data data = new Data(new INDArray[] {x}, labels, new INDArray[] {mask}, mask);
    checkGradient("crf", graph, data, 1);

    graph.setLayerMaskArrays(data.masks(), null);
    var all = graph.feedForward(data.inputs(), false);
    INDArray out = all.get("out");
    double loss = 0;
    for (int b = 0; b < 5; b++) {
      int row = b;
      int[] steps =
          java.util.stream.IntStream.range(0, 6).filter(t -> mask.getDouble(row, t) > 0).toArray();
      if (steps.length == 0) {
        continue;
      }
      double[] scores = new double[steps.length * 3];
      int[] path = new int[steps.length];
      for (int i = 0; i < steps.length; i++) {
        path[i] = labels.getInt(b, steps[i]);
        for (int k = 0; k < 3; k++) {
          double sum = graph.getParam("out_b").getDouble(k);
          for (int j = 0; j < 4; j++) {
            sum += all.get("h").getDouble(b, j, steps[i]) * graph.getParam("out_W").getDouble(j, k);
          }
          scores[i * 3 + k] = sum;
        }
      }
      Chain chain =
          new Chain(
              graph.getParam("out_T").dup().data().asDouble(),
              graph.getParam("out_start").dup().data().asDouble(),
              graph.getParam("out_end").dup().data().asDouble());
      loss += chain.total(chain.forward(scores)) - chain.score(scores, path);
      int[] best = chain.best(scores);
      for (int i = 0; i < steps.length; i++) {
        assertThat(out.getDouble(b, best[i], steps[i])).isEqualTo(1);
      }
    }
    graph.clearLayerMaskArrays();
    gradient(graph, data);
    assertThat(graph.score()).isCloseTo(loss / 5, within(1e-10));
  }
}
