package io.palavra.sentiment;

import io.palavra.training.classification.SteadyExplanation;
import io.palavra.training.kind.LayerChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteadyExplanationTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "KERNELS, lstm, true, 0.5, max",
    "KERNELS, lstm, false, 0.5, last",
    "KERNELS, gru, true, 0.5, attention",
    "KERNELS, gru, false, 0.5, mean",
    "KERNELS, rnn, true, 0.5, max",
    "KERNELS, rnn, false, 0.5, max",
    "STOCK, lstm, true, 0, attention",
    "STOCK, lstm, false, 0, max",
    "STOCK, rnn, true, 0, last",
    "STOCK, rnn, false, 0, mean",
  })
  void aTextIsExplainedTwiceWithTheSameNumbersByEveryCellAndDirection(
      LayerChoice layers, String cell, String both, String recurrent, String pooling)
      throws IOException {
    List<String> own =
        List.of(
            "cell=" + cell,
            "bidirectional=" + both,
            "recurrentDropout=" + recurrent,
            "pooling=" + pooling,
            "hidden=8",
            "layers=2");
    SteadyExplanation.assertOf(new SentimentKind(), layers, own, folder);
  }
}
