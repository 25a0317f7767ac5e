package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.kernels.output.SoftmaxOutput;
import io.palavra.kernels.part.Probe;
import io.palavra.kernels.transformer.TransformerDecoder;
import io.palavra.kernels.transformer.TransformerEncoder;
import io.palavra.kernels.transformer.TransformerOptions;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class ThreadsTest {

  @Test
  void theCallerAloneComputesTheBitsThatAllThreadsCompute() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new NoOp())
                .list()
                .layer(
                    new Bidirectional(
                        new LSTM.Builder().nIn(19).nOut(33).activation(Activation.TANH).build()))
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(66)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .dataFormat(RNNFormat.NCW)
                        .build())
                .build());
    network.init();
    Random random = new Random(1);
    INDArray x = Nd4j.randn(DataType.FLOAT, 45, 19, 30);
    INDArray y = Nd4j.zeros(45, 2, 30);
    INDArray mask = Nd4j.zeros(45, 30);
    for (int b = 0; b < 45; b++) {
      int length = 1 + random.nextInt(30);
      for (int t = 0; t < 30; t++) {
        y.putScalar(new int[] {b, random.nextInt(2), t}, 1);
        mask.putScalar(b, t, t < length ? 1 : 0);
      }
    }
    sameAlone(() -> Probe.gradient(network, x, y, mask, mask));
  }

  @Test
  void theSameIsDroppedWhoeverDraws() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("x")
                .addLayer("self", block(), "x")
                .addVertex(
                    "both",
                    new TransformerDecoder(new TransformerOptions(32, 32, 4, 48, true, 0.1, 0.3)),
                    "x",
                    "self")
                .addLayer("out", new SoftmaxOutput.Builder().nIn(32).nOut(5).build(), "both")
                .setOutputs("out")
                .build());
    graph.init();
    INDArray x = Probe.random(DataType.FLOAT, 1, 23, 32, 30);
    INDArray y = Nd4j.zeros(DataType.INT32, 23, 30);
    INDArray mask = Probe.mask(2, 23, 30);
    Probe.Data data = new Probe.Data(new INDArray[] {x}, y, new INDArray[] {mask}, mask);
    sameAlone(
        () -> {
          Nd4j.getRandom().setSeed(11);
          return Probe.gradient(graph, data);
        });
  }

  private static TransformerEncoder block() {
    return new TransformerEncoder.Builder()
        .nIn(32)
        .heads(4)
        .inner(48)
        .residualDropOut(0.1)
        .attentionDropOut(0.3)
        .build();
  }

  /** Computes with all threads and once more while all but the caller are held up. */
  private static void sameAlone(Supplier<INDArray> work) {
    INDArray shared = work.get();
    CountDownLatch release = new CountDownLatch(1);
    for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                try {
                  release.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    try {
      assertThat(work.get().sub(shared).amaxNumber().doubleValue()).isZero();
    } finally {
      release.countDown();
    }
  }
}
