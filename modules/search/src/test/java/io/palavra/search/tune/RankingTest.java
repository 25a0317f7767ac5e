package io.palavra.search.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.Objective;
import io.palavra.search.trial.Trial;
import io.palavra.search.trial.TrialId;
import io.palavra.search.trial.TrialStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final Objective ACCURACY = Objective.usual("accuracy");

  private static Trial trial(TrialId id, double accuracy) {
    EpochScore epoch =
        new EpochScore(1, 0.5, new TreeMap<>(Map.of("accuracy", accuracy)), true, 1, 1);
    return new Trial(id, Map.of(), 1, 1, TrialStatus.DONE, "", List.of(epoch));
  }

  private static List<Integer> order(Trial... trials) {
    return Ranking.of(ACCURACY, List.of(trials)).standings().stream()
        .map(standing -> standing.trial().id().candidate())
        .toList();
  }

  @Test
  void finalistsStandByTheirMeansHoweverManySeedsTheyHaveHad() {
    assertThat(
            order(
                trial(TrialId.of(0), 0.9),
                trial(new TrialId(0, 1), 0.88),
                trial(TrialId.of(1), 0.86),
                trial(new TrialId(1, 1), 0.80),
                trial(new TrialId(1, 2), 0.81)))
        .containsExactly(0, 1);
  }

  @Test
  void aFinalistStandsBeforeWhatHadOneSeedAlone() {
    assertThat(
            order(
                trial(TrialId.of(0), 0.70),
                trial(TrialId.of(1), 0.72),
                trial(new TrialId(1, 1), 0.60)))
        .containsExactly(1, 0);
  }
}
