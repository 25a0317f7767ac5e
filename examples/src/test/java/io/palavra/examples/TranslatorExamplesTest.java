package io.palavra.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.translator.Attention;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslatorExamplesTest {
  private static final List<String> TINY = List.of("epochs=1", "hidden=4", "embedding=4");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void wordsAreReversed() throws IOException {
    TrainedRun run = ReverseWords.run(300, 1, folder.resolve("reverse"), out);
    assertThat(run.test()).containsKeys("bleu", "ter");
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("cinco seis  ->  ");
  }

  @Test
  void sentencesThatPeopleTranslatedAreLearned() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      rows.add("o gato " + i + " dorme\tthe cat " + i + " sleeps");
    }
    Path pairs = Files.write(folder.resolve("pairs.tsv"), rows);
    TrainedRun run =
        TranslateTatoeba.run(
            DataRequest.of(pairs.toString()),
            Duration.ofMinutes(10),
            TINY,
            folder.resolve("tatoeba"),
            out);
    assertThat(run.finished()).isTrue();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("chrF2");
  }

  @Test
  void theAttentionIsDrawn() {
    Attention attention = SeeTheAttention.run("A casa é grande.", TINY, folder.resolve("see"), out);
    assertThat(attention.byWord()[0]).hasSize(attention.read().size());
    assertThat(folder.resolve("see/attention.png")).isNotEmptyFile();
  }
}
