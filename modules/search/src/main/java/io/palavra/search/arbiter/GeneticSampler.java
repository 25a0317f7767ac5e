package io.palavra.search.arbiter;

import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import io.palavra.search.strategy.Observation;
import io.palavra.search.strategy.Reserve;
import io.palavra.search.strategy.Sampler;
import io.palavra.search.trial.Objective;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.math3.random.JDKRandomGenerator;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.SynchronizedRandomGenerator;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.generator.GeneticSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.SinglePointCrossover;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.parentselection.RandomTwoParentSelection;
import org.deeplearning4j.arbiter.optimize.generator.genetic.mutation.RandomMutationOperator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.population.PopulationModel;
import org.deeplearning4j.arbiter.optimize.generator.genetic.selection.GeneticSelectionOperator;

/**
 * Arbiter's genetic search: a population of the best points, from which a child takes its numbers
 * by crossing two of them and now and then at random.
 */
public final class GeneticSampler implements Sampler {
  private static final int TRIES = 200;
  private static final double MUTATION = 0.05;
  private static final int POPULATION = 20;

  private final Space space;
  private final GeneticSearchCandidateGenerator generator;
  private final Map<Point, Candidate<?>> open = new HashMap<>();
  private final Set<Point> seen = new HashSet<>();
  private final Reserve reserve;

  /** The same seed and answers give the same points. */
  public GeneticSampler(Space space, long seed) {
    this.space = space;
    this.reserve = new Reserve(space, seed);
    RandomGenerator random = new SynchronizedRandomGenerator(new JDKRandomGenerator());
    random.setSeed(seed);
    PopulationModel population = new PopulationModel.Builder().populationSize(POPULATION).build();
    this.generator =
        new GeneticSearchCandidateGenerator.Builder(
                new UnitCube(space.size()), new ObjectiveScore(new Objective("loss", true)))
            .populationModel(population)
            .selectionOperator(
                new GeneticSelectionOperator.Builder()
                    .crossoverOperator(
                        new SinglePointCrossover.Builder()
                            .randomGenerator(random)
                            .parentSelection(new RandomTwoParentSelection(random))
                            .build())
                    .mutationOperator(
                        new RandomMutationOperator.Builder()
                            .mutationRate(MUTATION)
                            .randomGenerator(random)
                            .build())
                    .randomGenerator(random)
                    .build())
            .build();
  }

  @Override
  public Optional<Point> next() {
    Optional<Point> spare = reserve.point(seen::contains);
    for (int i = 0; spare.isPresent() && i < TRIES; i++) {
      Candidate<?> candidate = generator.getCandidate();
      if (candidate.getException() != null) {
        break;
      }
      Point point = space.point(candidate.getFlatParameters());
      if (seen.add(point)) {
        open.put(point, candidate);
        return Optional.of(point);
      }
    }
    return spare.filter(seen::add);
  }

  @Override
  public void tell(Observation observation) {
    Candidate<?> candidate = open.remove(observation.point());
    if (candidate != null && Double.isFinite(observation.loss())) {
      generator.reportResults(
          new OptimizationResult(
              candidate, observation.loss(), candidate.getIndex(), null, null, null));
    }
  }
}
