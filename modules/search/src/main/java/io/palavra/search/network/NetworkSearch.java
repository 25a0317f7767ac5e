package io.palavra.search.network;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.arbiter.ArbiterRun;
import io.palavra.search.arbiter.NetworkSpace;
import io.palavra.search.file.StrategyChoice;
import io.palavra.search.journal.JournalReader;
import io.palavra.search.report.SearchPage;
import io.palavra.search.report.SearchTables;
import io.palavra.search.report.SearchView;
import io.palavra.search.study.Budget;
import io.palavra.search.study.Halt;
import io.palavra.search.study.Study;
import io.palavra.search.study.StudyListener;
import io.palavra.search.study.Workbench;
import io.palavra.search.trial.Objective;
import io.palavra.search.trial.Trial;
import io.palavra.search.tune.Ranking;
import io.palavra.search.tune.SearchFolder;
import io.palavra.training.loop.BatchSource;
import io.palavra.training.loop.BlasThreads;
import io.palavra.training.loop.Validator;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A search over the networks of an Arbiter space, with the strategies, the journal and the report
 * that all searches have:
 *
 * <pre>{@code
 * NetworkSearch search =
 *     new NetworkSearch(NetworkSpace.of(multiLayerSpace), Objective.usual("accuracy"),
 *         StrategyChoice.of("tpe"), budget, 1, 1);
 * NetworkResult result = search.run(train, dev, new SearchFolder(out), StudyListener.none());
 * }</pre>
 *
 * @param space the networks
 * @param objective one of the metrics that the validator gives
 * @param strategy how candidates are chosen
 * @param budget when it ends
 * @param seed of strategy and trainings
 * @param parallel candidates at once
 */
public record NetworkSearch(
    NetworkSpace space,
    Objective objective,
    StrategyChoice strategy,
    Budget budget,
    long seed,
    int parallel) {

  /**
   * What came of it.
   *
   * @param ranking the candidates, the best first
   * @param network the winner's, with the parameters of its best epoch
   */
  public record NetworkResult(Ranking ranking, ComputationGraph network) {

    /** The winner. */
    public Trial winner() {
      return ranking.winner().orElseThrow().trial();
    }
  }

  /**
   * Searches, or goes on with the search that lies in the folder.
   *
   * @param train to learn from; opened by several threads where several candidates are trained at
   *     once
   * @param dev to choose by
   * @param folder gets the journal, the checkpoints, the report and the tables
   * @throws BadInputException when the search in the folder was another one, or no candidate could
   *     be trained
   */
  public NetworkResult run(
      BatchSource train, Validator dev, SearchFolder folder, StudyListener listener) {
    NetworkBench bench = new NetworkBench(this, train, dev, folder);
    if (objective.ofTheModel() && !dev.metrics().isEmpty()) {
      objective.require(dev.metrics());
    }
    try (Study study = study(folder, listener)) {
      execute(study, bench);
      Ranking ranking = Ranking.of(objective, study.trials());
      Trial winner = ranking.winner().orElseThrow(() -> nothing(study.trials())).trial();
      folder.keepCheckpointsOf(Set.of(winner.id()));
      report(folder, study.trials(), ranking);
      return new NetworkResult(ranking, bench.trained(winner));
    }
  }

  private Study study(SearchFolder folder, StudyListener listener) {
    Study.Plan plan = new Study.Plan(space.space(), objective, budget, seed, settings());
    if (Files.exists(folder.journal()) && !folder.unborn()) {
      return Study.resume(
          folder.journal(), plan, strategy.make(space.space(), budget, seed), listener);
    }
    folder.begin(Optional.empty());
    return Study.begin(
        folder.journal(), plan, strategy.make(space.space(), budget, seed), listener);
  }

  private void execute(Study study, Workbench bench) {
    Optional<BlasThreads> threads =
        parallel > 1 ? Optional.of(BlasThreads.limit(1)) : Optional.empty();
    try {
      new ArbiterRun(study, objective, bench, Halt.never(), parallel).execute(study::next);
    } finally {
      threads.ifPresent(BlasThreads::close);
    }
  }

  private SortedMap<String, String> settings() {
    SortedMap<String, String> all = new TreeMap<>(strategy.settings());
    space.space().words().forEach((name, words) -> all.put("space " + name, words));
    all.put("objective", objective.words());
    all.put("epochs", String.valueOf(budget.epochs()));
    all.put("candidates", String.valueOf(budget.candidates()));
    all.put("seed", String.valueOf(seed));
    return all;
  }

  private static BadInputException nothing(List<Trial> trials) {
    String reason =
        trials.stream()
            .filter(trial -> !trial.reason().isEmpty())
            .map(trial -> "; candidate " + trial.id() + ": " + trial.reason())
            .findFirst()
            .orElse("");
    return BadInputException.of(
        "search", "a candidate that can be trained, but there is none" + reason);
  }

  private void report(SearchFolder folder, List<Trial> trials, Ranking ranking) {
    SearchView view =
        new SearchView(
            "Search over networks",
            space.space(),
            objective,
            Optional.empty(),
            trials,
            ranking,
            new TreeMap<>(),
            JournalReader.seconds(folder.journal()));
    SearchPage.write(folder.report(), view);
    SearchTables.writeCsv(folder.file("candidates.csv"), view);
    SearchTables.writeJson(folder.file("candidates.json"), view);
  }
}
