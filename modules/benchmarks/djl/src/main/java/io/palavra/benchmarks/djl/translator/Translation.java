package io.palavra.benchmarks.djl.translator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * Translations of so many words each, since what is measured must not hang on what was learned.
 * What a step made is freed with the step, but for the state that the next one needs.
 */
final class Translation {
  private static final long BEGIN = 2;

  private final Network network;
  private final Pass pass;
  private final int steps;

  Translation(Network network, Pass pass, int steps) {
    this.network = network;
    this.pass = pass;
    this.steps = steps;
  }

  private NDList begin(NDArray sources, int hypotheses) {
    NDManager sentences = sources.getManager();
    try (NDManager reading = sentences.newSubManager()) {
      NDArray copy = sources.duplicate();
      copy.attach(reading);
      NDList state = network.begin(pass, copy, hypotheses);
      state.attach(sentences);
      return state;
    }
  }

  /**
   * The likeliest word at each step.
   *
   * @param sources ids [batch, steps]
   * @return the logarithm of each translation's probability
   */
  float[] greedy(NDArray sources) {
    NDManager sentences = sources.getManager();
    NDList state = begin(sources, 1);
    NDArray words = sentences.full(new Shape(sources.size(0)), BEGIN, DataType.INT64);
    NDArray total = sentences.zeros(new Shape(sources.size(0), 1));
    for (int t = 0; t < steps; t++) {
      try (NDManager step = sentences.newSubManager()) {
        state.attach(step);
        words.attach(step);
        Network.Step next = network.follow(pass, words, t, state);
        NDArray scores = next.scores().logSoftmax(1);
        words = scores.argMax(1);
        total.addi(scores.gather(words.expandDims(1), 1));
        state = next.state();
        state.attach(sentences);
        words.attach(sentences);
      }
    }
    return total.toFloatArray();
  }

  /**
   * The best of so many hypotheses for each sentence.
   *
   * @param sources ids [batch, steps]
   * @return the logarithms of the probabilities of each sentence's hypotheses, best first
   */
  float[] beam(NDArray sources, int beam) {
    NDManager sentences = sources.getManager();
    int count = (int) sources.size(0);
    NDList state = begin(sources, beam);
    NDArray words = sentences.full(new Shape((long) count * beam), BEGIN, DataType.INT64);
    NDArray total = sentences.create(onlyFirst(count, beam), new Shape(count, beam));
    for (int t = 0; t < steps; t++) {
      try (NDManager step = sentences.newSubManager()) {
        state.attach(step);
        words.attach(step);
        total.attach(step);
        Network.Step next = network.follow(pass, words, t, state);
        long labels = next.scores().size(1);
        NDArray scores = next.scores().logSoftmax(1).reshape(count, beam, labels);
        NDList best = total.expandDims(2).add(scores).reshape(count, -1).topK(beam, 1);
        total = best.get(0);
        long[] picked = best.get(1).toLongArray();
        state = network.select(next.state(), step.create(rows(picked, labels, beam)));
        words = sentences.create(Arrays.stream(picked).map(each -> each % labels).toArray());
        total.attach(sentences);
        state.attach(sentences);
      }
    }
    return total.toFloatArray();
  }

  /** Every other hypothesis of a sentence would begin as the same one. */
  private static float[] onlyFirst(int count, int beam) {
    float[] total = new float[count * beam];
    for (int i = 0; i < total.length; i++) {
      total[i] = i % beam == 0 ? 0 : Float.NEGATIVE_INFINITY;
    }
    return total;
  }

  /** The rows of the hypotheses that what was picked of [beam * labels] goes on from. */
  private static long[] rows(long[] picked, long labels, int beam) {
    long[] rows = new long[picked.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i / beam * beam + picked[i] / labels;
    }
    return rows;
  }
}
