package io.palavra.translator.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.part.Ranked;
import io.palavra.pipeline.BadInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeamSearchTest {
  private static final int BEGIN = 0;
  private static final int END = 1;
  private static final int WORDS = 5;

  /** Probabilities that depend on sentence and history alone, drawn by a hash. */
  private static final class Dice implements Continuation {
    private List<List<Integer>> histories = new ArrayList<>();
    private final int seed;
    private int widest;

    Dice(int seed, int sentences) {
      this.seed = seed;
      for (int i = 0; i < sentences; i++) {
        histories.add(List.of(100 + i));
      }
    }

    @Override
    public Ranked next(int[] parents, int[] tokens, int most) {
      List<List<Integer>> now = new ArrayList<>();
      float[][] out = new float[parents.length][];
      for (int i = 0; i < parents.length; i++) {
        List<Integer> history = new ArrayList<>(histories.get(parents[i]));
        history.add(tokens[i]);
        now.add(history);
        out[i] = logProbabilities(seed, history);
      }
      histories = now;
      widest = Math.max(widest, parents.length);
      return new RankedRows(out, most);
    }

    static float[] logProbabilities(int seed, List<Integer> history) {
      Random random = new Random(31L * seed + history.hashCode());
      double[] weights = new double[WORDS];
      double sum = 0;
      for (int k = 0; k < WORDS; k++) {
        weights[k] = k == BEGIN ? 0 : Math.exp(2 * random.nextGaussian());
        sum += weights[k];
      }
      float[] out = new float[WORDS];
      for (int k = 0; k < WORDS; k++) {
        out[k] = (float) Math.log(weights[k] / sum);
      }
      return out;
    }
  }

  private static SearchOptions upTo(int length, int beam, double penalty, int best) {
    return SearchOptions.defaults().toBuilder()
        .beam(beam)
        .lengthPenalty(penalty)
        .best(best)
        .maxRatio(100)
        .maxLength(length)
        .build();
  }

  private static List<List<Hypothesis>> search(SearchOptions options, int seed, int sentences) {
    int[] tokens = new int[sentences];
    java.util.Arrays.fill(tokens, 3);
    return new BeamSearch(options, BEGIN, END, BEGIN).translate(new Dice(seed, sentences), tokens);
  }

  /** Every translation up to a length, with its score. */
  private static void all(
      SearchOptions options, int seed, List<Integer> history, double log, List<Hypothesis> out) {
    float[] next = Dice.logProbabilities(seed, history);
    List<Integer> tokens = history.subList(2, history.size());
    double ended = log + next[END];
    out.add(
        new Hypothesis(
            List.copyOf(tokens), ended, options.penalised(ended, tokens.size() + 1), List.of()));
    if (tokens.size() < options.maxLength()) {
      for (int k = 2; k < WORDS; k++) {
        List<Integer> longer = new ArrayList<>(history);
        longer.add(k);
        all(options, seed, longer, log + next[k], out);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.6, 1, 2})
  void aWideBeamFindsTheBestOfAllTranslations(double penalty) {
    for (int seed = 0; seed < 20; seed++) {
      SearchOptions options = upTo(4, 200, penalty, 3);
      List<Hypothesis> all = new ArrayList<>();
      all(options, seed, List.of(100, BEGIN), 0, all);
      all.sort(Comparator.comparingDouble(h -> -h.score()));

      List<Hypothesis> found = search(options, seed, 1).get(0);
      for (int i = 0; i < 3; i++) {
        assertThat(found.get(i).tokens()).as("seed %d", seed).isEqualTo(all.get(i).tokens());
        assertThat(found.get(i).score()).isCloseTo(all.get(i).score(), within(1e-9));
      }
    }
  }

  @Test
  void aBeamOfOneTakesTheMostProbableTokenEachTime() {
    for (int seed = 0; seed < 50; seed++) {
      List<Integer> history = new ArrayList<>(List.of(100, BEGIN));
      double log = 0;
      while (true) {
        float[] next = Dice.logProbabilities(seed, history);
        int best = history.size() - 2 == 8 ? END : Top.indices(next, 1)[0];
        log += next[best];
        if (best == END) {
          break;
        }
        history.add(best);
      }
      Hypothesis found = search(upTo(8, 1, 0, 1), seed, 1).get(0).get(0);

      assertThat(found.tokens()).isEqualTo(history.subList(2, history.size()));
      assertThat(found.logProbability()).isCloseTo(log, within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void sentencesInABatchAreTranslatedAsTheyAreAlone(int beam) {
    SearchOptions options = upTo(12, beam, 0.6, 1);
    List<List<Hypothesis>> batch = search(options, 3, 6);

    for (int sentence = 0; sentence < 6; sentence++) {
      Dice alone = new Dice(3, 6);
      alone.histories = new ArrayList<>(List.of(List.of(100 + sentence)));
      assertThat(new BeamSearch(options, BEGIN, END, BEGIN).translate(alone, new int[] {3}).get(0))
          .isEqualTo(batch.get(sentence));
    }
  }

  @Test
  void noMoreHypothesesAreOpenThanTheBeamIsWide() {
    Dice dice = new Dice(5, 4);
    new BeamSearch(upTo(15, 3, 0.6, 2), BEGIN, END, BEGIN).translate(dice, new int[] {3, 3, 3, 3});

    assertThat(dice.widest).isEqualTo(12);
  }

  @Test
  void lengthsAndRepetitionsAreHeld() {
    for (int seed = 0; seed < 30; seed++) {
      SearchOptions options = upTo(9, 4, 0, 1).toBuilder().minLength(5).blockRepeated(2).build();
      List<Integer> tokens = search(options, seed, 1).get(0).get(0).tokens();

      assertThat(tokens).hasSizeBetween(5, 9).doesNotContain(BEGIN, END);
      List<List<Integer>> pairs = new ArrayList<>();
      for (int i = 0; i + 2 <= tokens.size(); i++) {
        pairs.add(List.copyOf(tokens.subList(i, i + 2)));
      }
      assertThat(pairs).doesNotHaveDuplicates();
    }
  }

  private static final SearchOptions DRAWS =
      upTo(12, 1, 0.6, 1).toBuilder().best(3).sampling(Sampling.of(5)).build();

  private static List<List<Hypothesis>> draws(SearchOptions options, int... sentences) {
    Dice dice = new Dice(3, 6);
    List<List<Integer>> histories = new ArrayList<>();
    List<Sought> sought = new ArrayList<>();
    for (int sentence : sentences) {
      histories.add(List.of(100 + sentence));
      sought.add(new Sought(3, List.of(), sentence));
    }
    dice.histories = histories;
    return new Draws(options, BEGIN, END, BEGIN).translate(dice, sought);
  }

  @Test
  void drawsDependOnTheSeedAndTheSentenceAlone() {
    List<List<Hypothesis>> batch = draws(DRAWS, 0, 1, 2, 3);
    assertThat(draws(DRAWS, 2).get(0)).isEqualTo(batch.get(2));
    assertThat(batch.get(0)).hasSize(3);
    SearchOptions other = DRAWS.toBuilder().sampling(Sampling.of(6)).build();
    assertThat(draws(other, 0, 1, 2, 3)).isNotEqualTo(batch);
  }

  @Test
  void drawsFromOneTokenOrAColdModelAreGreedy() {
    List<Integer> greedy = search(upTo(12, 1, 0.6, 1), 3, 1).get(0).get(0).tokens();
    for (Sampling sure :
        List.of(
            new Sampling(1, 1, 1, 9), new Sampling(0.001, 0, 1, 9), new Sampling(1, 0, 1e-9, 9))) {
      SearchOptions options = DRAWS.toBuilder().sampling(sure).best(2).build();
      assertThat(draws(options, 0).get(0)).extracting(Hypothesis::tokens).containsOnly(greedy);
    }
  }

  @Test
  void tokensAreDrawnAsOftenAsTheyAreProbable() {
    float[] next = Dice.logProbabilities(3, List.of(100, BEGIN));
    SearchOptions one = upTo(1, 1, 0, 1).toBuilder().best(1000).sampling(Sampling.of(1)).build();
    int[] counts = new int[WORDS];
    for (Hypothesis drawn : draws(one, 0).get(0)) {
      counts[drawn.tokens().isEmpty() ? END : drawn.tokens().get(0)]++;
    }
    for (int k = 0; k < WORDS; k++) {
      // Four standard deviations of 1,000 draws are 0.063 at most.
      assertThat(counts[k] / 1000.0).isCloseTo(k == BEGIN ? 0 : Math.exp(next[k]), within(0.065));
    }
  }

  @Test
  void termsAreHeldWhereTheModelWouldNeverSayThem() {
    List<List<Integer>> terms = List.of(List.of(4, 4, 2), List.of(3, 3));
    for (int seed = 0; seed < 20; seed++) {
      List<Hypothesis> found =
          new BeamSearch(upTo(12, 6, 0.6, 1), BEGIN, END, BEGIN)
              .translate(new Dice(seed, 1), List.of(new Sought(3, terms, 0)))
              .get(0);
      for (Hypothesis one : found) {
        assertThat(java.util.Collections.indexOfSubList(one.tokens(), terms.get(0)))
            .as("seed %d, %s", seed, one.tokens())
            .isNotNegative();
        assertThat(java.util.Collections.indexOfSubList(one.tokens(), terms.get(1)))
            .isNotNegative();
      }
    }
  }

  @Test
  void whatWasNotLookedAtCosts() {
    SearchOptions options = upTo(4, 2, 0, 1).toBuilder().coveragePenalty(0.5).build();
    Dice dice = new Dice(3, 1);
    Continuation looking =
        new Continuation() {
          @Override
          public Ranked next(int[] parents, int[] tokens, int most) {
            return dice.next(parents, tokens, most);
          }

          @Override
          public double[] looked(int hypothesis) {
            return new double[] {0.75, 0.25, 0};
          }
        };
    Hypothesis found =
        new BeamSearch(options, BEGIN, END, BEGIN).translate(looking, new int[] {3}).get(0).get(0);
    int looks = found.tokens().size() + 1;
    double missing =
        Math.log(Math.min(1, 0.75 * looks))
            + Math.log(Math.min(1, 0.25 * looks))
            + Math.log(Float.MIN_NORMAL);
    assertThat(found.score()).isCloseTo(found.logProbability() + 0.5 * missing, within(1e-9));
    assertThat(found.places()).hasSameSizeAs(found.tokens()).allMatch(place -> place == 0);
  }

  @Test
  void valuesOutOfRangeAreNamed() {
    assertThatThrownBy(() -> SearchOptions.defaults().withBeam(0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("beam");
    assertThatThrownBy(() -> SearchOptions.defaults().withBest(6))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("best");
  }
}
