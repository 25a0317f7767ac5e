package io.palavra.translator.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Beam search over a batch of sentences (Sutskever, Vinyals and Le 2014): of each sentence the most
 * probable hypotheses are kept, and one call of the model continues those of all sentences. A
 * sentence is done when no hypothesis that is still open can overtake its best finished ones, so
 * that the answer is the one that going on to the longest length would give.
 */
public final class BeamSearch {
  private final SearchOptions options;
  private final int begin;
  private final int end;
  private final int[] never;

  /**
   * @param begin id that starts every translation
   * @param end id that ends it
   * @param never ids that a translation does not hold, as padding
   */
  public BeamSearch(SearchOptions options, int begin, int end, int... never) {
    this.options = options;
    this.begin = begin;
    this.end = end;
    this.never = never.clone();
  }

  /**
   * The best translations of each sentence, the best first.
   *
   * @param model has read the sentences
   * @param sourceTokens tokens of each sentence
   */
  public List<List<Hypothesis>> translate(Continuation model, int[] sourceTokens) {
    List<Beam> beams = new ArrayList<>();
    for (int tokens : sourceTokens) {
      beams.add(new Beam(options.limit(tokens)));
    }
    List<Open> open = new ArrayList<>();
    for (int sentence = 0; sentence < sourceTokens.length; sentence++) {
      open.add(new Open(sentence, sentence, List.of(), begin, 0));
    }
    while (!open.isEmpty()) {
      float[][] next = model.next(parents(open), lasts(open));
      for (int i = 0; i < open.size(); i++) {
        beams.get(open.get(i).sentence).extend(open.get(i), i, next[i]);
      }
      open.clear();
      for (Beam beam : beams) {
        open.addAll(beam.step());
      }
    }
    return beams.stream().map(Beam::best).toList();
  }

  private static int[] parents(List<Open> open) {
    return open.stream().mapToInt(o -> o.parent).toArray();
  }

  private static int[] lasts(List<Open> open) {
    return open.stream().mapToInt(o -> o.last).toArray();
  }

  /**
   * A hypothesis that goes on.
   *
   * @param parent its place among the hypotheses of the former step
   * @param tokens all but the beginning, {@code last} included after the first step
   */
  private record Open(
      int sentence, int parent, List<Integer> tokens, int last, double logProbability) {}

  private record Candidate(Open from, int place, int token, double logProbability) {
    /** The more probable first; equals by the order in which they were found. */
    static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparingDouble((Candidate c) -> -c.logProbability)
            .thenComparingInt(Candidate::place)
            .thenComparingInt(Candidate::token);
  }

  /** One sentence. */
  private final class Beam {
    private final int limit;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Hypothesis> finished = new ArrayList<>();

    Beam(int limit) {
      this.limit = limit;
    }

    /** The {@code beam + 1} best continuations of a hypothesis are all that can matter. */
    void extend(Open from, int place, float[] next) {
      boolean last = from.tokens.size() >= limit;
      for (int banned : never) {
        next[banned] = Float.NEGATIVE_INFINITY;
      }
      if (from.tokens.size() < options.minLength()) {
        next[end] = Float.NEGATIVE_INFINITY;
      }
      if (last) {
        // The longest length is reached: it ends here, whether the model would or not.
        candidates.add(new Candidate(from, place, end, from.logProbability + next[end]));
        return;
      }
      blockRepeated(from.tokens, next);
      for (int token : Top.indices(next, options.beam() + 1)) {
        if (next[token] > Float.NEGATIVE_INFINITY) {
          candidates.add(new Candidate(from, place, token, from.logProbability + next[token]));
        }
      }
    }

    /** Ends what ended, and gives what goes on. */
    List<Open> step() {
      candidates.sort(Candidate.BEST_FIRST);
      List<Open> open = new ArrayList<>();
      int rank = 0;
      for (Candidate c : candidates) {
        if (open.size() == options.beam()) {
          break;
        }
        if (c.token != end) {
          List<Integer> tokens = new ArrayList<>(c.from.tokens);
          tokens.add(c.token);
          open.add(new Open(c.from.sentence, c.place, tokens, c.token, c.logProbability));
        } else if (rank < options.beam()) {
          finish(c);
        }
        rank++;
      }
      candidates.clear();
      return done(open) ? List.of() : open;
    }

    List<Hypothesis> best() {
      return List.copyOf(finished.subList(0, Math.min(options.best(), finished.size())));
    }

    private void finish(Candidate c) {
      int length = c.from.tokens.size();
      boolean ended = length < limit || c.logProbability > Double.NEGATIVE_INFINITY;
      double score = options.penalised(c.logProbability, length + 1);
      finished.add(new Hypothesis(List.copyOf(c.from.tokens), c.logProbability, score, ended));
      finished.sort(Comparator.comparingDouble((Hypothesis h) -> -h.score()));
    }

    /** Nothing that is open can come before the worst of the translations to be given. */
    private boolean done(List<Open> open) {
      if (open.isEmpty()) {
        return true;
      }
      if (finished.size() < options.best()) {
        return false;
      }
      double worst = finished.get(options.best() - 1).score();
      // A log-probability only falls, and the penalty is greatest at the longest length.
      return open.stream().allMatch(o -> options.penalised(o.logProbability, limit + 1) <= worst);
    }

    private void blockRepeated(List<Integer> tokens, float[] next) {
      int n = options.blockRepeated();
      if (n == 0 || tokens.size() < n) {
        return;
      }
      List<Integer> tail = tokens.subList(tokens.size() - n + 1, tokens.size());
      for (int i = 0; i + n <= tokens.size(); i++) {
        if (tokens.subList(i, i + n - 1).equals(tail)) {
          next[tokens.get(i + n - 1)] = Float.NEGATIVE_INFINITY;
        }
      }
    }
  }
}
