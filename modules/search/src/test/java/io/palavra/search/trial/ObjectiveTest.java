package io.palavra.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.training.loop.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {
  @ParameterizedTest
  @ValueSource(strings = {"loss", "perplexity", "nats", "nll", "brier", "ece"})
  void lossesAndErrorsAreToBeSmall(String name) {
    assertThat(Objective.usual(name).minimise()).isTrue();
    assertThat(new Metric(name).lowerIsBetter()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "macroF1", "f1", "bleu", "chrf"})
  void sharesAndScoresAreToBeLarge(String name) {
    assertThat(Objective.usual(name).minimise()).isFalse();
    assertThat(new Metric(name).lowerIsBetter()).isFalse();
  }

  @Test
  void ofTheRunSecondsAreToBeFewAndTokensMany() {
    assertThat(Objective.usual("secondsPerEpoch").minimise()).isTrue();
    assertThat(Objective.usual("tokensPerSecond").minimise()).isFalse();
  }
}
