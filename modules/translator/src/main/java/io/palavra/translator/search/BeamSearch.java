package io.palavra.translator.search;

import io.palavra.kernels.part.Ranked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Beam search over a batch of sentences (Sutskever, Vinyals and Le 2014): of each sentence the most
 * probable hypotheses are kept, and one call of the model continues those of all sentences. A
 * sentence is done when no hypothesis that is still open can overtake its best finished ones, so
 * that the answer is the one that going on to the longest length would give.
 *
 * <p>Where a translation must hold terms, the beam is shared out among hypotheses by how much of
 * the terms they have (Post and Vilar 2018).
 */
public final class BeamSearch {
  private final SearchOptions options;
  private final int begin;
  private final int end;
  private final Allowed allowed;
  private final IntPredicate joins;

  /**
   * A search in which every token is a word by itself.
   *
   * @param begin id that starts every translation
   * @param end id that ends it
   * @param never ids that a translation does not hold, as padding
   */
  public BeamSearch(SearchOptions options, int begin, int end, int... never) {
    this(options, token -> false, begin, end, never);
  }

  /**
   * @param joins whether a token continues the word before it, so that a term that it follows is
   *     not held as a whole
   * @param begin id that starts every translation
   * @param end id that ends it
   * @param never ids that a translation does not hold, as padding
   */
  public BeamSearch(SearchOptions options, IntPredicate joins, int begin, int end, int... never) {
    this.options = options;
    this.joins = joins;
    this.begin = begin;
    this.end = end;
    this.allowed = new Allowed(options, end, never.clone());
  }

  /**
   * The best translations of each sentence, the best first.
   *
   * @param model has read the sentences
   * @param sourceTokens tokens of each sentence
   */
  public List<List<Hypothesis>> translate(Continuation model, int[] sourceTokens) {
    return translate(model, Arrays.stream(sourceTokens).mapToObj(Sought::of).toList());
  }

  /**
   * The best translations of each sentence, the best first.
   *
   * @param model has read the sentences
   */
  public List<List<Hypothesis>> translate(Continuation model, List<Sought> sentences) {
    List<Beam> beams = new ArrayList<>();
    List<Open> open = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      Sought sought = sentences.get(i);
      beams.add(new Beam(options.limit(sought.tokens())));
      open.add(new Open(i, i, List.of(), begin, 0, Trace.NONE, Terms.of(sought.terms(), joins)));
    }
    while (!open.isEmpty()) {
      List<Set<Integer>> banned = open.stream().map(this::banned).toList();
      int most = most(open, banned);
      Ranked next = model.next(parents(open), lasts(open), most);
      for (int i = 0; i < open.size(); i++) {
        Open from = open.get(i);
        Open seeing = options.traces() ? from.looking(model.looked(i)) : from;
        beams.get(from.sentence).extend(seeing, i, next, banned.get(i));
      }
      open.clear();
      for (Beam beam : beams) {
        open.addAll(beam.step());
      }
    }
    return beams.stream().map(Beam::best).toList();
  }

  /** What is not chosen after a hypothesis by its probability. */
  private Set<Integer> banned(Open from) {
    Set<Integer> banned = allowed.banned(from.tokens);
    if (!from.terms.allThere()) {
      banned.add(end);
    }
    return banned;
  }

  /** Of how many tokens the order must be known, so that enough may follow each hypothesis. */
  private int most(List<Open> open, List<Set<Integer>> banned) {
    int left = 0;
    for (int i = 0; i < open.size(); i++) {
      left = Math.max(left, banned.get(i).size() + open.get(i).terms.wanted().size());
    }
    return options.beam() + 1 + left;
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
      int sentence,
      int parent,
      List<Integer> tokens,
      int last,
      double logProbability,
      Trace trace,
      Terms terms) {

    Open looking(double[] look) {
      return new Open(sentence, parent, tokens, last, logProbability, trace.with(look), terms);
    }

    Open with(int place, int token, double probability) {
      List<Integer> longer = new ArrayList<>(tokens);
      longer.add(token);
      return new Open(sentence, place, longer, token, probability, trace, terms.with(token));
    }
  }

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

    /** Those that came to the longest length without all of their terms. */
    private final List<Hypothesis> wanting = new ArrayList<>();

    Beam(int limit) {
      this.limit = limit;
    }

    /** The {@code beam + 1} best continuations of a hypothesis are all that can matter. */
    void extend(Open from, int place, Ranked next, Set<Integer> banned) {
      if (from.tokens.size() >= limit) {
        // The longest length is reached: it ends here, whether the model would or not.
        double ended = from.logProbability + next.logProbability(place, end);
        candidates.add(new Candidate(from, place, end, ended));
        return;
      }
      Set<Integer> done = new HashSet<>(banned);
      for (int token : from.terms.wanted()) {
        if (done.add(token)) {
          add(from, place, token, next);
        }
      }
      if (from.terms.awaitsBoundary()) {
        for (int token : boundaries(from, place, next, banned)) {
          if (done.add(token)) {
            add(from, place, token, next);
          }
        }
      }
      int added = 0;
      for (int token : next.best(place)) {
        if (added <= options.beam() && !done.contains(token)) {
          add(from, place, token, next);
          added++;
        }
      }
    }

    /** However sure the model is that the word goes on, what ends it is tried. */
    private int[] boundaries(Open from, int place, Ranked next, Set<Integer> banned) {
      float[] all = next.logProbabilities(place);
      for (int token = 0; token < all.length; token++) {
        if (from.terms.joins(token) || banned.contains(token)) {
          all[token] = Float.NEGATIVE_INFINITY;
        }
      }
      return Top.indices(all, options.beam());
    }

    private void add(Open from, int place, int token, Ranked next) {
      float log = next.logProbability(place, token);
      if (log > Float.NEGATIVE_INFINITY) {
        candidates.add(new Candidate(from, place, token, from.logProbability + log));
      }
    }

    /** Ends what ended, and gives what goes on. */
    List<Open> step() {
      candidates.sort(Candidate.BEST_FIRST);
      List<Open> open = new ArrayList<>();
      int rank = 0;
      for (Candidate c : shared(candidates)) {
        if (open.size() == options.beam()) {
          break;
        }
        if (c.token != end) {
          open.add(c.from.with(c.place, c.token, c.logProbability));
        } else if (rank < options.beam()) {
          finish(c);
        }
        rank++;
      }
      candidates.clear();
      return done(open) ? List.of() : open;
    }

    /**
     * With terms, the best of each number of tokens that are met take turns, the most met first.
     */
    private List<Candidate> shared(List<Candidate> sorted) {
      if (sorted.isEmpty() || sorted.get(0).from.terms.terms().isEmpty()) {
        return sorted;
      }
      NavigableMap<Integer, List<Candidate>> banks = new TreeMap<>(Comparator.reverseOrder());
      for (Candidate c : sorted) {
        int met = c.token == end ? c.from.terms.met() : c.from.terms.with(c.token).met();
        banks.computeIfAbsent(met, m -> new ArrayList<>()).add(c);
      }
      List<Candidate> turns = new ArrayList<>();
      for (int turn = 0; turns.size() < sorted.size(); turn++) {
        for (List<Candidate> bank : banks.values()) {
          if (turn < bank.size()) {
            turns.add(bank.get(turn));
          }
        }
      }
      return turns;
    }

    List<Hypothesis> best() {
      List<Hypothesis> all = new ArrayList<>(finished);
      all.addAll(wanting);
      return List.copyOf(all.subList(0, Math.min(options.best(), all.size())));
    }

    private void finish(Candidate c) {
      int length = c.from.tokens.size();
      double score =
          options.penalised(c.logProbability, length + 1) + options.uncovered(c.from.trace.looks());
      List<Hypothesis> into = c.from.terms.allThere() ? finished : wanting;
      into.add(new Hypothesis(c.from.tokens, c.logProbability, score, c.from.trace.places(length)));
      into.sort(Comparator.comparingDouble((Hypothesis h) -> -h.score()));
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
  }
}
