package io.palavra.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.model.EmbeddingsOptions;
import io.palavra.embeddings.train.EmbeddingOptions;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.sentiment.SentimentOptions;
import io.palavra.training.kind.TrainedRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFiveMinutesRunThroughInOneEpoch(boolean portuguese) {
    SentimentOptions defaults = SentimentOptions.defaults();
    SentimentOptions oneEpoch = defaults.with(defaults.training().toBuilder().epochs(1).build());
    TrainedRun run = SentimentInFiveMinutes.run(portuguese, oneEpoch, folder.resolve("run"), out);
    assertThat(run.finished()).isTrue();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("accuracy", "baseline", "report.html");
  }

  @Test
  void ownColumnsAndThreeClassesAreLearned() throws IOException {
    Path csv = SentimentOnYourOwnCsv.tickets(folder.resolve("tickets.csv"), 60);
    TrainedRun run = SentimentOnYourOwnCsv.run(csv, "comment", "team", folder.resolve("run"), out);
    assertThat(run.test().get("accuracy")).isGreaterThan(0.9);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("My parcel is lost");
  }

  @Test
  void vectorsAreLearnedFromAnyTextAndAskedForNeighbours() throws IOException {
    Path text = folder.resolve("text.txt");
    Files.writeString(text, "o amor mora na casa\na casa tem amor e luz\n".repeat(40));
    WordVectors vectors =
        EmbeddingsFromMachado.run(
            DataRequest.of(text.toString()),
            EmbeddingsOptions.defaults(),
            List.of("amor"),
            folder.resolve("run"),
            out);
    assertThat(vectors.find("casa")).isNotNegative();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("amor\n", "casa");
  }

  @Test
  void reviewsAreLearnedInSeconds() {
    Path model = folder.resolve("model.bin");
    assertThat(SupervisedInSeconds.run(DataRequest.of("reviews-pt"), model, out))
        .isGreaterThan(0.7);
    assertThat(model).isNotEmptyFile();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("accuracy", "fasttext predict");
  }

  @Test
  void datesAreLearnedAndWritten() throws IOException {
    TrainedRun run = DatesInPortuguese.run(600, 2, folder.resolve("run"), out);
    assertThat(run.test()).containsKeys("bleu", "chrf", "bleuLowerTokenised");
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("3 de maio de 2024  ->  ");
  }

  @Test
  void unseenWordsFindTheirFamilyAndAnalogiesAreAnswered() throws IOException {
    Path text = folder.resolve("text.txt");
    Files.writeString(
        text,
        ("a casinha de são paulo\no cachorro come pão\na casa de são paulo\n"
                + "os gatos dormem hoje\nele viu são paulo ontem\nmuitas flores amarelas\n")
            .repeat(60));
    DataRequest data = DataRequest.of(text.toString());
    WordVectors vectors =
        UnseenWords.run(
            data, List.of("buckets=5000"), List.of("casinhas"), folder.resolve("run"), out);
    assertThat(vectors.nearest("casinhas", 1).get(0).word()).isEqualTo("casinha");
    WordVectors joined =
        PhrasesAndAnalogies.run(
            DataRequest.of(text.toString()),
            List.of("casa", "casinha", "gatos"),
            EmbeddingOptions.defaults().with(draft -> draft.epochs = 1),
            out);
    assertThat(joined.size()).isPositive();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("never has", "by multiplying");
  }

  @Test
  void everyExampleIsListed() throws IOException {
    try (InputStream in =
        getClass().getClassLoader().getResourceAsStream("META-INF/palavra/examples.yaml")) {
      String listing = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(listing)
          .contains(SentimentInFiveMinutes.class.getName(), SentimentOnYourOwnCsv.class.getName());
    }
  }
}
