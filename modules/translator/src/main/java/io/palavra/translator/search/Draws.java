package io.palavra.translator.search;

import io.palavra.kernels.part.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws translations token by token. A sentence's draws depend on the seed and on the sentence
 * alone.
 */
public final class Draws {
  private final SearchOptions options;
  private final Sampling sampling;
  private final int begin;
  private final int end;
  private final Allowed allowed;

  /**
   * @param options with {@link SearchOptions#sampling}
   * @param begin id that starts every translation
   * @param end id that ends it
   * @param never ids that a translation does not hold, as padding
   */
  public Draws(SearchOptions options, int begin, int end, int... never) {
    this.options = options;
    this.sampling = options.sampling().orElseThrow();
    this.begin = begin;
    this.end = end;
    this.allowed = new Allowed(options, end, never.clone());
  }

  /**
   * So many translations of each sentence as {@link SearchOptions#best} says, the most probable
   * first.
   *
   * @param model has read the sentences
   */
  public List<List<Hypothesis>> translate(Continuation model, List<Sought> sentences) {
    List<List<Hypothesis>> found = new ArrayList<>();
    List<Path> open = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      found.add(new ArrayList<>());
      for (int draw = 0; draw < options.best(); draw++) {
        Path path = new Path(i, options.limit(sentences.get(i).tokens()), begin);
        path.random = new SplittableRandom(sampling.seed() ^ sentences.get(i).mark()).split();
        for (int skip = 0; skip < draw; skip++) {
          path.random = path.random.split();
        }
        path.parent = i;
        open.add(path);
      }
    }
    while (!open.isEmpty()) {
      Ranked next =
          model.next(
              open.stream().mapToInt(p -> p.parent).toArray(),
              open.stream().mapToInt(p -> p.last).toArray(),
              0);
      List<Path> still = new ArrayList<>();
      for (int i = 0; i < open.size(); i++) {
        Path path = open.get(i);
        path.parent = i;
        path.trace = options.traces() ? path.trace.with(model.looked(i)) : path.trace;
        if (go(path, next.logProbabilities(i))) {
          still.add(path);
        } else {
          found.get(path.sentence).add(hypothesis(path));
        }
      }
      open = still;
    }
    found.forEach(all -> all.sort(Comparator.comparingDouble((Hypothesis h) -> -h.score())));
    return found;
  }

  /** Whether it goes on. */
  private boolean go(Path path, float[] next) {
    boolean last = path.tokens.size() >= path.limit;
    if (!last) {
      allowed.apply(path.tokens, next);
    }
    int token = last ? end : draw(next, path.random);
    path.logProbability += next[token];
    if (token == end) {
      return false;
    }
    path.tokens.add(token);
    path.last = token;
    return true;
  }

  private Hypothesis hypothesis(Path path) {
    int length = path.tokens.size();
    double score =
        options.penalised(path.logProbability, length + 1) + options.uncovered(path.trace.looks());
    return new Hypothesis(path.tokens, path.logProbability, score, path.trace.places(length));
  }

  private int draw(float[] next, SplittableRandom random) {
    int[] tokens = mostProbable(next);
    double top = next[Top.indices(next, 1)[0]];
    double[] weights = new double[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      weights[i] = Math.exp((next[tokens[i]] - top) / sampling.temperature());
    }
    return tokens[drawn(weights, nucleus(weights), random)];
  }

  /** The {@link Sampling#topK} most probable tokens, in order unless that does not matter. */
  private int[] mostProbable(float[] next) {
    int most = sampling.topK() == 0 ? next.length : Math.min(sampling.topK(), next.length);
    // All tokens need no order, unless the most probable ones are to be counted up.
    return most == next.length && sampling.topP() == 1
        ? IntStream.range(0, next.length).toArray()
        : sorted(next, most);
  }

  /** How many of the first weights have {@link Sampling#topP} of the whole. */
  private int nucleus(double[] weights) {
    if (sampling.topP() == 1) {
      return weights.length;
    }
    double enough = sum(weights, weights.length) * sampling.topP();
    double sum = 0;
    int kept = 0;
    while (kept < weights.length && sum < enough) {
      sum += weights[kept++];
    }
    return kept;
  }

  /** The place of one of the first weights, drawn by their size. */
  private static int drawn(double[] weights, int kept, SplittableRandom random) {
    double at = random.nextDouble() * sum(weights, kept);
    int heaviest = 0;
    for (int i = 0; i < kept; i++) {
      at -= weights[i];
      if (at < 0 && weights[i] > 0) {
        return i;
      }
      heaviest = weights[i] > weights[heaviest] ? i : heaviest;
    }
    // The differences were rounded to more than was drawn.
    return heaviest;
  }

  private static double sum(double[] weights, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[i];
    }
    return sum;
  }

  private static int[] sorted(float[] next, int count) {
    if (count <= 100) {
      return Top.indices(next, count);
    }
    return IntStream.range(0, next.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -next[i]).thenComparingInt(i -> i))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** One translation that is being drawn. */
  private static final class Path {
    private final int sentence;
    private final int limit;
    private final List<Integer> tokens = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom();
    private Trace trace = Trace.NONE;
    private int parent;
    private int last;
    private double logProbability;

    Path(int sentence, int limit, int begin) {
      this.sentence = sentence;
      this.limit = limit;
      this.last = begin;
    }
  }
}
