package io.palavra.kernels.dropout;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Beside Deeplearning4j's own. */
class SequenceDropoutTest {
  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

  /** {@code [4, 5, 7]}, whose elements lie in memory in the given order of dimensions. */
  private static INDArray sequences(DataType type, int... order) {
    long[] shape = {4, 5, 7};
    INDArray memory =
        Nd4j.linspace(type, 1.0, 0.25, 4 * 5 * 7)
            .reshape(shape[order[0]], shape[order[1]], shape[order[2]]);
    int[] inverse = new int[3];
    for (int i = 0; i < 3; i++) {
      inverse[order[i]] = i;
    }
    return memory.permute(inverse);
  }

  private record Passed(INDArray forward, INDArray backward) {}

  private static Passed pass(IDropout dropout, INDArray input, boolean inPlace, INDArray gradient) {
    Nd4j.getRandom().setSeed(7);
    INDArray output =
        inPlace
            ? input
            : Nd4j.createUninitialized(input.dataType(), input.shape(), input.ordering());
    INDArray forward = dropout.applyDropout(input, output, 0, 0, NONE).dup();
    return new Passed(forward, dropout.backprop(gradient, gradient, 0, 0).dup());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 2, false, FLOAT",
    "0, 2, 1, false, FLOAT",
    "2, 0, 1, false, FLOAT",
    "1, 2, 0, true, FLOAT",
    "0, 2, 1, true, FLOAT",
    "0, 2, 1, false, DOUBLE"
  })
  void itDropsWhatTheStockOneDrops(int a, int b, int c, boolean inPlace, DataType type) {
    INDArray gradient = Nd4j.linspace(type, -3.0, 0.5, 4 * 5 * 7).reshape(4, 7, 5).permute(0, 2, 1);
    Passed stock =
        pass(new Dropout(0.6), sequences(type, a, b, c).dup('a'), inPlace, gradient.dup());
    INDArray strided = sequences(type, a, b, c);
    Passed own = pass(new SequenceDropout(0.6), strided, inPlace, gradient.dup());
    assertThat(own.forward()).isEqualTo(stock.forward());
    assertThat(own.backward()).isEqualTo(stock.backward());
    assertThat(own.forward().eq(0).castTo(DataType.INT32).sumNumber().intValue()).isBetween(30, 82);
  }

  @Test
  void whatIsNoSequenceIsLeftToTheStockOne() {
    INDArray input = Nd4j.linspace(DataType.FLOAT, 1.0, 0.25, 60).reshape(6, 10);
    INDArray gradient = Nd4j.ones(DataType.FLOAT, 6, 10);
    Passed stock = pass(new Dropout(0.5), input.dup(), false, gradient.dup());
    Passed own = pass(new SequenceDropout(0.5), input.dup(), false, gradient.dup());
    assertThat(own).isEqualTo(stock);
  }

  @Test
  void aConfigurationComesBackFromJson() {
    NeuralNetConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .layer(
                new org.deeplearning4j.nn.conf.layers.DenseLayer.Builder()
                    .dropOut(new SequenceDropout(0.7))
                    .nIn(3)
                    .nOut(2)
                    .build())
            .build();
    IDropout back = NeuralNetConfiguration.fromJson(conf.toJson()).getLayer().getIDropout();
    assertThat(back).isInstanceOf(SequenceDropout.class);
    assertThat(((SequenceDropout) back).getP()).isEqualTo(0.7);
    assertThat(back.clone()).isInstanceOf(SequenceDropout.class).isNotSameAs(back);
  }
}
