package io.palavra.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.space.Choice;
import io.palavra.search.space.Condition;
import io.palavra.search.space.Continuous;
import io.palavra.search.space.Dimension;
import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import io.palavra.search.space.Whole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyTest {
  private static final Space LINE = numbers(0, 1);

  private static Space numbers(double... bounds) {
    Dimension[] dimensions = new Dimension[bounds.length / 2];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] =
          Dimension.of("x" + i, new Continuous(bounds[2 * i], bounds[2 * i + 1], false));
    }
    return new Space(List.of(dimensions));
  }

  private static Space conditional() {
    Condition branin = new Condition("kind", Set.of("branin"));
    return new Space(
        List.of(
            Dimension.of("kind", new Choice(List.of("bowl", "branin"))),
            Dimension.of("x0", new Continuous(-5, 10, false)).when(branin),
            Dimension.of("x1", new Continuous(0, 15, false)).when(branin),
            Dimension.of("r", new Continuous(-10, 10, false))
                .when(new Condition("kind", Set.of("bowl")))));
  }

  private static Sampler sampler(String name, Space space, long seed) {
    return switch (name) {
      case "random" -> new RandomSampler(space, seed);
      case "sobol" -> new SobolSampler(space, seed);
      case "tpe" -> new TpeSampler(space, seed);
      case "forest" -> new ForestSampler(space, seed);
      default -> new GridSampler(space, 5, 1000, seed);
    };
  }

  private static List<Point> points(Sampler sampler, int count, ToDoubleFunction<Point> loss) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Optional<Point> point = sampler.next();
      point.ifPresent(p -> sampler.tell(new Observation(p, 1, loss.applyAsDouble(p))));
      point.ifPresent(points::add);
    }
    return points;
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "sobol", "tpe", "forest", "grid"})
  void theSameSeedGivesTheSamePointsAndNoneTwice(String name) {
    Space space = conditional();
    ToDoubleFunction<Point> loss = p -> p.hashCode() % 100;
    List<Point> first = points(sampler(name, space, 7), 40, loss);
    assertThat(points(sampler(name, space, 7), 40, loss)).isEqualTo(first);
    assertThat(points(sampler(name, space, 8), 40, loss)).isNotEqualTo(first);
    assertThat(new HashSet<>(first)).hasSameSizeAs(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "sobol", "tpe", "forest", "grid"})
  void aSmallSpaceIsUsedUpAndThenThereIsNothing(String name) {
    Space small =
        new Space(
            List.of(
                Dimension.of("a", new Choice(List.of("x", "y"))),
                Dimension.of("b", new Whole(1, 3, false)).when(new Condition("a", Set.of("y")))));
    assertThat(points(sampler(name, small, 1), 50, p -> 1)).hasSize(4);
  }

  /** The least of n independent uniform numbers has the mean 1 / (n + 1). */
  @Test
  void theBestOfRandomDrawsIsWhatTheorySays() {
    double mean =
        LongStream.range(0, 2000)
            .mapToDouble(
                seed ->
                    points(new RandomSampler(LINE, seed), 19, p -> 0).stream()
                        .mapToDouble(p -> p.unit(0))
                        .min()
                        .orElseThrow())
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(1 / 20.0, within(0.004));
  }

  /** Of the first 2^k points of the sequence, one lies in each of 2^k equal intervals. */
  @Test
  void sobolPutsOnePointIntoEachInterval() {
    Sampler sobol = new SobolSampler(LINE, 3);
    double offset = sobol.next().orElseThrow().unit(0);
    Set<Integer> intervals = new HashSet<>(Set.of(0));
    for (int i = 1; i < 64; i++) {
      double moved = (sobol.next().orElseThrow().unit(0) - offset + 1 + 1e-3) % 1;
      intervals.add((int) (moved * 64));
    }
    assertThat(intervals).hasSize(64);
  }

  @Test
  void aGridHasEveryCombinationWithItsBounds() {
    Space space =
        new Space(
            List.of(
                Dimension.of("c", new Choice(List.of("x", "y", "z"))),
                Dimension.of("n", new Continuous(1, 3, false))));
    List<Point> all = points(new GridSampler(space, 3, 100, 1), 100, p -> 0);
    assertThat(all).hasSize(9);
    assertThat(all.stream().map(p -> space.values(p).get("n")).distinct().toList())
        .containsExactlyInAnyOrder(1.0, 2.0, 3.0);
  }

  @Test
  void aGridOfTooManyPointsIsRefusedWithTheirNumber() {
    double[] bounds = IntStream.range(0, 24).mapToDouble(i -> i % 2).toArray();
    Space twelve = numbers(bounds);
    assertThatThrownBy(() -> new GridSampler(twelve, 10, 48, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1,000,000,000,000 points")
        .hasMessageContaining("at most 48")
        .hasMessageContaining("strategy: random");
    assertThatThrownBy(() -> new GridSampler(numbers(0, 1, 0, 1), 10, 48, 1))
        .hasMessageContaining("100 points");
  }

  @Test
  void flatAsksForEveryCandidateOnceAndThenStops() {
    Strategy flat = new Flat(new RandomSampler(LINE, 1), 3, 8);
    assertThat(run(flat, p -> 0.0)).extracting(Proposal::epochs).containsExactly(8, 8, 8);
    assertThat(flat.ask()).isEmpty();
  }

  private static List<Proposal> run(Strategy strategy, ToDoubleFunction<Proposal> loss) {
    List<Proposal> all = new ArrayList<>();
    Optional<Proposal> proposal = strategy.ask();
    while (proposal.isPresent()) {
      all.add(proposal.get());
      strategy.tell(proposal.get(), loss.applyAsDouble(proposal.get()));
      proposal = strategy.ask();
    }
    return all;
  }

  /** 9 for one epoch, 3 of them for three, one of those for nine: as in the paper's table. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void halvingLetsTheBestThirdClimb(boolean waits) {
    Strategy halving = new Halving(new RandomSampler(LINE, 1), 9, 1, 9, 3, waits);
    List<Proposal> all = run(halving, p -> p.point().unit(0));
    assertThat(all).filteredOn(p -> p.epochs() == 1).hasSize(9);
    List<Double> top =
        all.stream().filter(p -> p.epochs() == 9).map(p -> p.point().unit(0)).toList();
    double best = all.stream().mapToDouble(p -> p.point().unit(0)).min().orElseThrow();
    if (waits) {
      assertThat(all).filteredOn(p -> p.epochs() == 3).hasSize(3);
      assertThat(top).containsExactly(best);
    } else {
      assertThat(all).filteredOn(p -> p.epochs() == 3).hasSizeBetween(3, 6);
      assertThat(top).isNotEmpty();
    }
  }

  @Test
  void whoFailsDoesNotClimb() {
    Strategy halving = new Halving(new RandomSampler(LINE, 1), 9, 1, 9, 3, false);
    List<Proposal> all = run(halving, p -> Double.NaN);
    assertThat(all).hasSize(9).allMatch(p -> p.epochs() == 1);
  }

  @Test
  void halvingWaitsForARungAndAshaDoesNot() {
    Halving waiting = new Halving(new RandomSampler(LINE, 1), 3, 1, 3, 3, true);
    Halving asha = new Halving(new RandomSampler(LINE, 1), 6, 1, 3, 3, false);
    for (Halving halving : List.of(waiting, asha)) {
      List<Proposal> three = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        three.add(halving.ask().orElseThrow());
      }
      halving.tell(three.get(0), 1);
      halving.tell(three.get(1), 2);
      if (halving == waiting) {
        assertThat(halving.ask()).isEmpty();
      } else {
        assertThat(halving.ask().orElseThrow().candidate()).isEqualTo(3);
      }
      halving.tell(three.get(2), 3);
      assertThat(halving.ask().orElseThrow()).isEqualTo(new Proposal(0, three.get(0).point(), 3));
    }
  }

  @Test
  void rungsEndAtTheMost() {
    assertThat(new Halving(new RandomSampler(LINE, 1), 9, 1, 27, 3, false).rungs())
        .containsExactly(1, 3, 9, 27);
    assertThat(new Halving(new RandomSampler(LINE, 1), 9, 2, 10, 3, false).rungs())
        .containsExactly(3, 10);
  }

  @Test
  void theForestGoesByWhatLongTrainingsGive() {
    ForestSampler forest = new ForestSampler(LINE, 3);
    for (int i = 0; i < 6; i++) {
      forest.next();
    }
    for (int i = 0; i < 30; i++) {
      double unit = (i + 0.5) / 30;
      forest.tell(new Observation(LINE.point(new double[] {unit}), 1, unit));
      if (i % 4 == 0) {
        forest.tell(new Observation(LINE.point(new double[] {unit}), 9, 1 - unit));
      }
    }
    long high = 0;
    for (int i = 0; i < 8; i++) {
      high += forest.next().orElseThrow().unit(0) > 0.8 ? 1 : 0;
    }
    assertThat(high).isGreaterThanOrEqualTo(6);
  }

  @Test
  void theForestLeavesWhatFailsAlone() {
    ForestSampler forest = new ForestSampler(LINE, 4);
    List<Point> points =
        points(forest, 60, p -> p.unit(0) < 0.5 ? Double.POSITIVE_INFINITY : p.unit(0));
    assertThat(points.subList(12, 60).stream().filter(p -> p.unit(0) >= 0.5).count())
        .isGreaterThan(36);
    assertThat(points.stream().mapToDouble(p -> p.unit(0)).filter(u -> u >= 0.5).min().orElse(1))
        .isLessThan(0.51);
  }

  @Test
  void pointsThatAreBeingTriedAreNotCrowdedUpon() {
    TpeSampler tpe = new TpeSampler(LINE, 5);
    points(tpe, 20, p -> Math.abs(p.unit(0) - 0.5));
    Set<Point> several = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      several.add(tpe.next().orElseThrow());
    }
    assertThat(several).hasSize(4);
  }

  @Test
  void theParzenEstimatorFindsEveryPointOfASmallSpaceBeforeItEnds() {
    Space small = new Space(List.of(Dimension.of("n", new Whole(1, 60, false))));
    TpeSampler sampler = new TpeSampler(small, 3);
    int found = 0;
    for (Optional<Point> next = sampler.next(); next.isPresent(); next = sampler.next()) {
      double loss = (Long) small.values(next.get()).get("n");
      sampler.tell(new Observation(next.get(), 1, loss));
      found++;
    }
    assertThat(found).isGreaterThanOrEqualTo(58);
  }
}
