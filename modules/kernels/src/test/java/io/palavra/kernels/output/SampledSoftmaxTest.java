package io.palavra.kernels.output;

import static io.palavra.kernels.part.Probe.checkGradient;
import static io.palavra.kernels.part.Probe.gradient;
import static io.palavra.kernels.part.Probe.mask;
import static io.palavra.kernels.part.Probe.random;
import static io.palavra.kernels.part.Probe.worst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.SimpleRnn;
import io.palavra.kernels.output.LabelSampler.Sample;
import io.palavra.kernels.part.Probe.Data;
import java.util.Arrays;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

class SampledSoftmaxTest {
  private static final int LABELS = 13;

  private static ComputationGraph graph(Layer out) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .seed(5)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("x")
                .addLayer(
                    "h",
                    new SimpleRnn.Builder().nIn(3).nOut(6).activation(Activation.TANH).build(),
                    "x")
                .addLayer("out", out, "h")
                .setOutputs("out")
                .build());
    graph.init();
    graph.params().assign(random(DataType.DOUBLE, 4, graph.params().shape()));
    return graph;
  }

  private static SampledSoftmaxOutput.Builder sampled(int samples) {
    return new SampledSoftmaxOutput.Builder().nIn(6).nOut(LABELS).samples(samples);
  }

  private static ComputationGraph full() {
    return graph(new SoftmaxOutput.Builder().nIn(6).nOut(LABELS).build());
  }

  private static Data data() {
    INDArray x = random(DataType.DOUBLE, 1, 4, 3, 5);
    INDArray mask = mask(3, 4, 5);
    Random random = new Random(1);
    INDArray labels = Nd4j.create(DataType.INT32, 4, 5);
    for (int i = 0; i < 20; i++) {
      labels.putScalar(i / 5, i % 5, random.nextInt(LABELS));
    }
    return new Data(new INDArray[] {x}, labels, new INDArray[] {mask}, mask);
  }

  @Test
  void gradientsOfAFixedSampleAreThoseOfCentralDifferences() {
    double[] counts = new double[LABELS];
    Arrays.setAll(counts, k -> 1 + k * k);
    checkGradient("log-uniform", graph(sampled(5).build()), data(), 1);
    checkGradient("unigram", graph(sampled(5).unigram(counts, 0.75).build()), data(), 3);
    checkGradient(
        "uniform",
        graph(sampled(LABELS - 1).distribution(SampleDistribution.UNIFORM).build()),
        data(),
        3);
  }

  @Test
  void outsideTrainingItIsTheFullSoftmax() {
    ComputationGraph some = graph(sampled(3).build());
    ComputationGraph all = full();
    Data data = data();
    assertThat(some.params().shape()).isEqualTo(all.params().shape());
    assertThat(
            worst(
                some.output(false, data.inputs(), data.masks())[0],
                all.output(false, data.inputs(), data.masks())[0]))
        .isZero();
    var set =
        new org.nd4j.linalg.dataset.MultiDataSet(
            data.inputs(), new INDArray[] {data.labels()}, data.masks(), data.masks());
    assertThat(some.score(set, false)).isCloseTo(all.score(set, false), within(1e-12));
  }

  @Test
  void inTheMeanOverSamplesTheGradientPointsWhereTheFullOneDoes() {
    Data data = data();
    INDArray expected = gradient(full(), data);
    ComputationGraph some = graph(sampled(6).build());
    INDArray sum = Nd4j.zerosLike(expected);
    for (int i = 0; i < 300; i++) {
      sum.addi(gradient(some, data));
    }
    double cosine =
        sum.mul(expected).sumNumber().doubleValue()
            / sum.norm2Number().doubleValue()
            / expected.norm2Number().doubleValue();
    assertThat(cosine).isGreaterThan(0.98);
  }

  /** Cross-entropy over the label and the sample, written out. */
  @Test
  void theLossIsThatOfTheLabelAmongTheSampleWithCorrectedScores() {
    Data data = data();
    ComputationGraph graph = graph(sampled(5).build());
    Nd4j.getRandom().setSeed(11);
    gradient(graph, data);
    double score = graph.score();
    Nd4j.getRandom().setSeed(11);
    LabelSampler sampler =
        LabelSampler.of(SampleDistribution.LOG_UNIFORM, LABELS, new double[0], 1);
    Sample sample = sampler.draw(5, Nd4j.getRandom().nextLong());
    graph.setLayerMaskArrays(data.masks(), null);
    INDArray h = graph.feedForward(data.inputs(), false).get("h").dup();
    graph.clearLayerMaskArrays();
    double loss = 0;
    for (int b = 0; b < 4; b++) {
      for (int t = 0; t < 5; t++) {
        if (data.masks()[0].getDouble(b, t) == 0) {
          continue;
        }
        int label = data.labels().getInt(b, t);
        double own = corrected(graph, h, b, t, label, sampler, sample);
        double total = Math.exp(own);
        for (int other : sample.labels()) {
          total += other == label ? 0 : Math.exp(corrected(graph, h, b, t, other, sampler, sample));
        }
        loss += Math.log(total) - own;
      }
    }
    assertThat(score).isCloseTo(loss / 4, within(1e-10));
  }

  private static double corrected(
      ComputationGraph graph,
      INDArray h,
      int b,
      int t,
      int label,
      LabelSampler sampler,
      Sample sample) {
    double score = graph.getParam("out_b").getDouble(label);
    for (int j = 0; j < 6; j++) {
      score += h.getDouble(b, j, t) * graph.getParam("out_W").getDouble(label, j);
    }
    double q = 1 - Math.pow(1 - sampler.chance(label), sample.tries());
    return score - Math.log(q);
  }

  @Test
  void labelsAreDrawnAsOftenAsTheirChanceSays() {
    LabelSampler sampler = LabelSampler.of(SampleDistribution.LOG_UNIFORM, 50, new double[0], 1);
    int[] seen = new int[50];
    for (int i = 0; i < 20_000; i++) {
      seen[sampler.draw(1, i).labels()[0]]++;
    }
    for (int k = 0; k < 50; k++) {
      double p = Math.log((k + 2.0) / (k + 1.0)) / Math.log(51);
      assertThat(sampler.chance(k)).isCloseTo(p, within(1e-12));
      double deviation = Math.sqrt(20_000 * p * (1 - p));
      assertThat(seen[k]).isCloseTo((int) (20_000 * p), within((int) (5 * deviation) + 1));
    }
    Sample sample = sampler.draw(49, 3);
    assertThat(Arrays.stream(sample.labels()).distinct().count()).isEqualTo(49);
    assertThat(sample.tries()).isGreaterThanOrEqualTo(49);
  }

  @Test
  void aConfigurationComesBackAndWhatCanNotBeIsRefused() {
    double[] counts = new double[LABELS];
    Arrays.fill(counts, 2);
    for (Layer layer : new Layer[] {sampled(5).build(), sampled(4).unigram(counts, 1).build()}) {
      ComputationGraphConfiguration conf = graph(layer).getConfiguration();
      assertThat(ComputationGraphConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
    }
    assertThatThrownBy(() -> sampled(LABELS).build()).hasMessageContaining("fewer than the 13");
    assertThatThrownBy(() -> sampled(0).build()).hasMessageContaining("got 0");
    assertThatThrownBy(() -> sampled(2).unigram(new double[] {1}, 1).build())
        .hasMessageContaining("a count for each of the 13 labels, got 1");
    counts[3] = 0;
    assertThatThrownBy(() -> sampled(2).unigram(counts, 1).build()).hasMessageContaining("above 0");
  }

  @Test
  void aPowerThatLeavesTooFewLabelsAChanceIsRefused() {
    double[] counts = new double[LABELS];
    Arrays.setAll(counts, k -> Math.pow(10, k));
    for (double power : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> sampled(5).unigram(counts, power).build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("power must be a number");
    }
    // 10^12 to the power of 100 is none; to that of -100 each count is 10^-100 of the one before.
    assertThatThrownBy(() -> sampled(5).unigram(counts, 100).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("power must have a sum");
    assertThatThrownBy(() -> sampled(5).unigram(counts, -100).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 samples can not be drawn: all labels but the 4 likeliest");
    // The chances are 0.9, 0.09, .. of ten to the power of -1 each: the fifth has 0.9e-4.
    sampled(5).unigram(counts, -1).build();
  }
}
