package io.palavra.translator.network;

import io.palavra.kernels.decoder.DecoderSession;
import io.palavra.kernels.decoder.DecoderState;
import io.palavra.kernels.decoder.DecoderStep;
import io.palavra.translator.search.Continuation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads sentences with the encoder of a network and continues their translations step by step. One
 * call at a time uses the network; what it gives belongs to one thread each.
 */
public final class Reader {
  private final ComputationGraph network;

  /** Of a {@link TranslatorNetwork}. */
  public Reader(ComputationGraph network) {
    this.network = network;
  }

  /**
   * Reads sentences.
   *
   * @param ids {@code [sentences, time]}
   * @param mask {@code [sentences, time]}
   */
  public Reading read(INDArray ids, INDArray mask) {
    INDArray memory;
    synchronized (network) {
      // The decoder's input is due, too; two steps of padding cost next to nothing.
      INDArray none = Nd4j.zeros(ids.dataType(), ids.size(0), 2);
      INDArray ones = Nd4j.ones(ids.dataType(), ids.size(0), 2);
      network.setLayerMaskArrays(new INDArray[] {mask, ones}, null);
      try {
        Map<String, INDArray> all = network.feedForward(new INDArray[] {ids, none}, false);
        memory = all.get(TranslatorNetwork.MEMORY).dup();
      } finally {
        network.clearLayerMaskArrays();
      }
    }
    return new Reading(network, memory, mask);
  }

  /** Sentences that have been read, and their translations so far. */
  public static final class Reading implements Continuation {
    private final DecoderSession session;
    private final INDArray embedding;
    private final INDArray weights;
    private final INDArray bias;
    private final List<INDArray> looked = new ArrayList<>();
    private DecoderState state;

    private Reading(ComputationGraph network, INDArray memory, INDArray mask) {
      this.session =
          DecoderSession.open(
              network, TranslatorNetwork.DECODER, memory, Optional.of(mask), Optional.empty());
      this.embedding = network.getParam(TranslatorNetwork.TARGET_EMBEDDING + "_W");
      this.weights = network.getParam(TranslatorNetwork.NEXT + "_W");
      this.bias = network.getParam(TranslatorNetwork.NEXT + "_b");
      this.state = session.start();
    }

    @Override
    public float[][] next(int[] parents, int[] tokens) {
      DecoderStep step =
          session.step(state.select(parents), Nd4j.pullRows(embedding, 1, tokens, 'c'));
      state = step.state();
      looked.add(step.weights());
      INDArray scores = Nd4j.gemm(step.output(), weights, false, true);
      return logSoftmax(scores.addiRowVector(bias.reshape(1, bias.length())));
    }

    /** Where each step so far looked: {@code [hypotheses, source time]} of the hypotheses then. */
    public List<INDArray> looked() {
      return List.copyOf(looked);
    }

    private static float[][] logSoftmax(INDArray scores) {
      float[][] out = scores.dup('c').toFloatMatrix();
      for (float[] row : out) {
        float max = Float.NEGATIVE_INFINITY;
        for (float value : row) {
          max = Math.max(max, value);
        }
        double sum = 0;
        for (float value : row) {
          sum += Math.exp(value - max);
        }
        float log = (float) (max + Math.log(sum));
        for (int k = 0; k < row.length; k++) {
          row[k] -= log;
        }
      }
      return out;
    }
  }
}
