package io.palavra.translator.network;

import io.palavra.kernels.decoder.NextWord;
import io.palavra.kernels.part.Ranked;
import io.palavra.translator.search.Continuation;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads sentences with the encoder of a network and continues their translations step by step, with
 * the parameters that the network had at the beginning. May be used by several threads, which read
 * one after the other and translate side by side.
 */
public final class Reader {
  private final ComputationGraph network;
  private final NetworkOptions options;
  private final int memory;

  /** Those that nobody is using. */
  private final ConcurrentLinkedQueue<NextWord> idle = new ConcurrentLinkedQueue<>();

  /** Of a {@link TranslatorNetwork}. */
  public Reader(ComputationGraph network, NetworkOptions options) {
    this.network = network;
    this.options = options;
    this.memory = TranslatorNetwork.place(network, TranslatorNetwork.MEMORY);
  }

  /**
   * Reads sentences, and gives what comes of their translation.
   *
   * @param ids {@code [sentences, time]}
   * @param mask {@code [sentences, time]}
   * @param translation goes on from the sentences, on this thread
   */
  public <T> T read(INDArray ids, INDArray mask, Function<Continuation, T> translation) {
    return read(ids, mask, Optional.empty(), translation);
  }

  /**
   * As the other, where each sentence goes on with some sub-words alone.
   *
   * @param words those of each sentence, ascending, where not all may come
   */
  public <T> T read(
      INDArray ids, INDArray mask, Optional<int[][]> words, Function<Continuation, T> translation) {
    INDArray states = memory(ids, mask);
    NextWord free = idle.poll();
    NextWord next = free == null ? open() : free;
    next.begin(states, Optional.of(mask), words);
    T result = translation.apply(new Reading(next));
    idle.add(next);
    return result;
  }

  private NextWord open() {
    synchronized (network) {
      return NextWord.open(
          network,
          TranslatorNetwork.TARGET_EMBEDDING,
          TranslatorNetwork.targetSide(options),
          TranslatorNetwork.NEXT);
    }
  }

  private INDArray memory(INDArray ids, INDArray mask) {
    synchronized (network) {
      // The decoder's input is due, too; two steps of padding cost next to nothing.
      INDArray none = Nd4j.zeros(ids.dataType(), ids.size(0), 2);
      INDArray ones = Nd4j.ones(ids.dataType(), ids.size(0), 2);
      network.setLayerMaskArrays(new INDArray[] {mask, ones}, null);
      try {
        Map<String, INDArray> all =
            network.feedForward(new INDArray[] {ids, none}, memory, false, true);
        return all.get(TranslatorNetwork.MEMORY);
      } finally {
        network.clearLayerMaskArrays();
      }
    }
  }

  private record Reading(NextWord next) implements Continuation {
    @Override
    public Ranked next(int[] parents, int[] tokens, int most) {
      return next.next(parents, tokens, most);
    }

    @Override
    public double[] looked(int hypothesis) {
      return next.looked(hypothesis);
    }
  }
}
