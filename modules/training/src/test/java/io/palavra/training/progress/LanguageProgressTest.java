package io.palavra.training.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.training.language.LanguageScorer;
import io.palavra.training.loop.DevScore;
import io.palavra.training.loop.TrainingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LanguageProgressTest {
  private final List<String> said = new ArrayList<>();

  private void oneStepOfTwo(Duration between) {
    LanguageProgress progress = new LanguageProgress(said::add, between);
    progress.onStart(new TrainingListener.Start(2, 5, 0, List.of()));
    progress.onStep(new TrainingListener.Step(0, 1, 5, 1, 4.5, 0.001, 640));
    progress.onMemoryShort(new TrainingListener.MemoryShort(64, 32));
    DevScore dev =
        new DevScore(new TreeMap<>(Map.of("loss", 4.6, LanguageScorer.PERPLEXITY, 99.48)));
    progress.onEpoch(new TrainingListener.Epoch(0, 4.4, dev, true, 12, 900));
  }

  @Test
  void aLongEpochTellsHowFarItIs() {
    oneStepOfTwo(Duration.ZERO);
    assertThat(said).hasSize(3);
    assertThat(said.get(0))
        .matches(
            "Language model, epoch 1/2, batch 1/5: loss 4.5000, [0-9,]+ tokens/s, at most .* left");
    assertThat(said.get(1)).contains("does not suffice for 64 rows");
    assertThat(said.get(2))
        .isEqualTo(
            "Language model, epoch 1/2  train loss 4.4000  dev perplexity 99.5  12.0 s, 900"
                + " tokens/s");
  }

  @Test
  void aShortEpochHasALineAtItsEnd() {
    oneStepOfTwo(Duration.ofHours(1));
    assertThat(said).noneMatch(line -> line.contains("batch"));
  }
}
