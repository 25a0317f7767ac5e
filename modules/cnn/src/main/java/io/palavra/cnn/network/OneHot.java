package io.palavra.cnn.network;

import io.palavra.pipeline.vocabulary.Vocabulary;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A table of one-hot vectors: each of the most frequent tokens has a position of its own; padding,
 * unknown and rarer tokens have none.
 */
public final class OneHot implements IWeightInit {
  private static final long serialVersionUID = 1L;
  private static final int SPECIAL = Math.max(Vocabulary.PAD, Vocabulary.UNK) + 1;

  @Override
  public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray paramView) {
    INDArray table = paramView.reshape(order, shape);
    table.assign(0);
    for (long i = 0; i < Math.min(shape[0] - SPECIAL, shape[1]); i++) {
      table.putScalar(SPECIAL + i, i, 1);
    }
    return table;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OneHot;
  }

  @Override
  public int hashCode() {
    return OneHot.class.hashCode();
  }
}
