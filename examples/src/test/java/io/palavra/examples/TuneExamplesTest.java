package io.palavra.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.search.tune.TuneResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneExamplesTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @TempDir Path folder;

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** A few hundred of the generated reviews. */
  private Path reviews() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "datasets", "reviews-pt.csv"));
    return Files.write(folder.resolve("reviews.csv"), lines.subList(0, 401));
  }

  @Test
  void aSmallSearchEndsWithAReportAndIsNotDoneTwice() throws IOException {
    String budget = "budget: {candidates: 3, epochs: 1}\n";
    TuneResult result = TuneSentiment.run(budget, folder.resolve("run"), out);
    assertThat(result.finished()).isTrue();
    assertThat(result.trials()).hasSize(3);
    assertThat(printed()).contains("test: {accuracy=", "report.html");
    assertThat(TuneSentiment.run(budget, folder.resolve("run"), out).trials())
        .isEqualTo(result.trials());
  }

  @Test
  void learningRateAndCellSizeAreHeldAgainstEachOther() throws IOException {
    DataRequest data = DataRequest.of(reviews().toString());
    Map<String, Double> shares =
        LearningRateAndCellSize.run(data, 3, 1, folder.resolve("run"), out);
    assertThat(shares).containsOnlyKeys("learningRate", "hidden");
    assertThat(printed()).contains("units", "of the variance", "matters more here");
    assertThat(folder.resolve("run/report.html")).content().contains("The two that mattered most");
  }
}
