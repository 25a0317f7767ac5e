package io.palavra.translator.network;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What a network thinks the next sub-word is at every step of true translations. */
public final class Foretold {
  /** Steps whose scores are in memory at once. */
  private static final int BLOCK = 256;

  private final ComputationGraph network;
  private final String last;
  private final int until;

  /** Of a {@link TranslatorNetwork}, as it stands whenever it is asked. */
  public Foretold(ComputationGraph network, NetworkOptions options) {
    this.network = network;
    List<String> side = TranslatorNetwork.targetSide(options);
    this.last = side.get(side.size() - 1);
    this.until = TranslatorNetwork.place(network, last);
  }

  /** The most probable sub-words {@code [batch, target time]}. */
  public INDArray of(MultiDataSet data) {
    network.setLayerMaskArrays(data.getFeaturesMaskArrays(), null);
    INDArray states;
    try {
      states = network.feedForward(data.getFeatures(), until, false, true).get(last);
    } finally {
      network.clearLayerMaskArrays();
    }
    long batch = states.size(0);
    long time = states.size(2);
    INDArray rows = states.permute(0, 2, 1).dup('c').reshape('c', batch * time, states.size(1));
    INDArray weights = network.getLayer(TranslatorNetwork.NEXT).getParam("W");
    INDArray bias = network.getLayer(TranslatorNetwork.NEXT).getParam("b");
    INDArray best = Nd4j.zeros(states.dataType(), batch * time);
    for (long from = 0; from < batch * time; from += BLOCK) {
      long to = Math.min(batch * time, from + BLOCK);
      INDArray some = rows.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
      INDArray scores = Nd4j.gemm(some, weights, false, true);
      scores.addiRowVector(bias.reshape(1, bias.length()));
      best.put(
          new org.nd4j.linalg.indexing.INDArrayIndex[] {NDArrayIndex.interval(from, to)},
          scores.argMax(1).castTo(states.dataType()));
    }
    return best.reshape('c', batch, time);
  }
}
