package io.palavra.kernels.decoder;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Choices;
import io.palavra.kernels.part.Part;
import io.palavra.kernels.part.PartLayerRun;
import io.palavra.kernels.part.PartVertexRun;
import io.palavra.kernels.part.Ranked;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.part.Runner;
import io.palavra.kernels.part.Sheet;
import io.palavra.kernels.part.Stepping;
import io.palavra.kernels.part.Steps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The target side of a trained graph as a search asks it: words in, logarithms of probabilities of
 * the next ones out, many hypotheses at a time. States, keys and values of former steps are kept.
 * The parameters are those at the opening and are laid out once; it neither uses nor changes the
 * graph afterwards and belongs to one thread at a time.
 */
public final class NextWord {
  private final Target<?> target;

  private NextWord(Target<?> target) {
    this.target = target;
  }

  /**
   * Opens a graph.
   *
   * @param embedding the layer that makes vectors of ids
   * @param between what lies between it and the softmax, in order: {@link AttentionDecoder}, {@link
   *     io.palavra.kernels.transformer.PositionalEncoding}, {@link
   *     io.palavra.kernels.transformer.TransformerDecoder}, {@link
   *     io.palavra.kernels.transformer.LayerNorm}
   * @param output a {@link io.palavra.kernels.output.SoftmaxOutput}
   */
  public static NextWord open(
      ComputationGraph graph, String embedding, List<String> between, String output) {
    List<Runner<?>> runners = new ArrayList<>();
    between.forEach(name -> runners.add(alone(graph, name)));
    return new NextWord(target(graph, embedding, runners, alone(graph, output)));
  }

  private static Runner<?> alone(ComputationGraph graph, String name) {
    if (graph.getVertex(name) instanceof PartVertexRun run) {
      return run.alone();
    }
    if (graph.getVertex(name) != null && graph.getLayer(name) instanceof PartLayerRun<?> run) {
      return run.alone();
    }
    throw new IllegalArgumentException(name + " can not be led step by step");
  }

  private static <A> Target<A> target(
      ComputationGraph graph, String embedding, List<Runner<?>> runners, Runner<A> output) {
    if (!(output.part() instanceof Choices<A> choices)) {
      throw new IllegalArgumentException("expected a softmax at the end");
    }
    List<Stepping<A>> parts = new ArrayList<>();
    for (Runner<?> runner : runners) {
      if (runner.floor().math().getClass() != output.floor().math().getClass()) {
        throw new IllegalArgumentException("expected one data type in the whole graph");
      }
      // Of the same arithmetic, so of the same kind of array.
      @SuppressWarnings("unchecked")
      Part<A> part = (Part<A>) runner.part();
      if (!(part instanceof Stepping<A> stepping)) {
        throw new IllegalArgumentException(
            part.getClass().getSimpleName() + " can not be led step by step");
      }
      parts.add(stepping);
    }
    INDArray table = graph.getLayer(embedding).getParam("W");
    Floor<A> floor = output.floor();
    A vectors = floor.math().allocate(Math.toIntExact(table.length()));
    floor.transfer().read(table.dup('c').reshape(table.length()), vectors);
    return new Target<>(floor, vectors, (int) table.size(1), parts, choices);
  }

  /**
   * Begins anew.
   *
   * @param memory {@code [batch, memory, steps]}
   * @param mask {@code [batch, steps]}, where not all steps count
   */
  public void begin(INDArray memory, Optional<INDArray> mask) {
    begin(memory, mask, Optional.empty());
  }

  /**
   * Begins anew, where each sentence may go on with words of its own list alone, as if the
   * vocabulary had no others.
   *
   * @param memory {@code [batch, memory, steps]}
   * @param mask {@code [batch, steps]}, where not all steps count
   * @param words of each sentence, ascending, where not all may come
   */
  public void begin(INDArray memory, Optional<INDArray> mask, Optional<int[][]> words) {
    words.ifPresent(
        lists -> {
          if (lists.length != memory.size(0)) {
            throw new IllegalArgumentException(
                lists.length + " lists of words for " + memory.size(0) + " sentences");
          }
        });
    target.begin(memory, mask, words);
  }

  /** Words of the vocabulary. */
  public int words() {
    return target.choices.labels();
  }

  /**
   * One step of every hypothesis.
   *
   * @param parents for each the one that it continues: in the first call the number of a sentence,
   *     later a place in the former call's hypotheses
   * @param words the last word of each
   * @return {@code [hypotheses][words]} natural logarithms of probabilities
   */
  public float[][] next(int[] parents, int[] words) {
    Ranked ranked = next(parents, words, 0);
    float[][] all = new float[parents.length][];
    for (int i = 0; i < all.length; i++) {
      all[i] = ranked.logProbabilities(i);
    }
    return all;
  }

  /**
   * One step of every hypothesis, for who wants to know the most probable words alone.
   *
   * @param parents as in {@link #next(int[], int[])}
   * @param words the last word of each
   * @param most words that are put in order
   * @return a row for each hypothesis, until the next call
   */
  public Ranked next(int[] parents, int[] words, int most) {
    return target.next(parents, words, most);
  }

  /**
   * How much a hypothesis of the last call looked at each step of the memory that counts; empty
   * without attention.
   */
  public double[] looked(int hypothesis) {
    return target.looked(hypothesis);
  }

  /** The whole in one data type. */
  private static final class Target<A> {
    private final Floor<A> floor;
    private final A vectors;
    private final int width;
    private final List<Stepping<A>> parts;
    private final Choices<A> choices;
    private final Sheet<A> memory;
    private final Sheet<A> x;
    private final List<Steps<A>> steps = new ArrayList<>();
    private Optional<Choices.Among<A>> among = Optional.empty();

    /** Of each hypothesis of the last call; before the first, the sentences themselves. */
    private int[] sentences = {};

    Target(Floor<A> floor, A vectors, int width, List<Stepping<A>> parts, Choices<A> choices) {
      this.floor = floor;
      this.vectors = vectors;
      this.width = width;
      this.parts = parts;
      this.choices = choices;
      this.memory = new Sheet<>(floor);
      this.x = new Sheet<>(floor);
    }

    void begin(INDArray array, Optional<INDArray> mask, Optional<int[][]> words) {
      if (array.rank() != 3) {
        throw new DL4JInvalidInputException(
            "expected a memory of rank 3, got " + Arrays.toString(array.shape()));
      }
      Rows rows = Rows.ofSequences(array, mask.orElse(null), "(memory)");
      memory.shape(rows, (int) array.size(1), false);
      memory.load(array.castTo(floor.transfer().dataType()));
      among = words.map(choices::among);
      sentences = IntStream.range(0, (int) array.size(0)).toArray();
      steps.clear();
      parts.forEach(part -> steps.add(part.steps(memory)));
    }

    Ranked next(int[] parents, int[] words, int most) {
      int count = parents.length;
      x.shape(Rows.single(count), width, false);
      for (int i = 0; i < count; i++) {
        floor.math().copy(vectors, words[i] * width, x.values(), i * width, width);
      }
      Sheet<A> y = x;
      for (Steps<A> step : steps) {
        y = step.next(y, parents);
      }
      int[] before = sentences;
      sentences = Arrays.stream(parents).map(parent -> before[parent]).toArray();
      A values = y.values();
      return among
          .map(listed -> listed.rank(values, sentences, most))
          .orElseGet(() -> choices.rank(values, count, most));
    }

    double[] looked(int hypothesis) {
      double[] last = {};
      for (Steps<A> step : steps) {
        double[] here = step.looked(hypothesis);
        last = here.length > 0 ? here : last;
      }
      return last;
    }
  }
}
