package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.kernels.part.Probe;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
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
    INDArray shared = Probe.gradient(network, x, y, mask, mask);
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
      assertThat(Probe.gradient(network, x, y, mask, mask).sub(shared).amaxNumber().doubleValue())
          .isZero();
    } finally {
      release.countDown();
    }
  }
}
