package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.cli.model.Kinds;
import io.palavra.cnn.CnnOptions;
import io.palavra.pipeline.BadInputException;
import io.palavra.search.file.TuneFile;
import io.palavra.search.file.TuneFileReader;
import io.palavra.search.space.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind is searched, and its winner trained once more. */
class TuneKindsTest {
  private static final String TRANSLATOR =
      """
      kind: translator
      data: nothing
      options: {hidden: 32}
      space:
        architecture: [recurrent, transformer]
        cell: %s
        heads: %s
        learningRate: {log-uniform: [1e-3, 1e-2]}
      objective: bleu
      strategy: random
      budget: {candidates: 2, epochs: 1}
      """;

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void searched(String yaml) throws IOException {
    String out = folder.resolve("out").toString();
    Path search = file("search.yaml", yaml);
    Run tune = Run.of("tune", search.toString(), "--out", out, "--device", "cpu", "--quiet");
    assertThat(tune.code()).as(tune.err()).isZero();
    assertThat(tune.out()).contains("model   ", "report  ").doesNotContain("failed");
    Run best = Run.of("tune", "best", out, "--train", "--device", "cpu");
    assertThat(best.code()).as(best.err()).isZero();
    assertThat(folder.resolve("out/best/model.palavra")).isNotEmptyFile();
  }

  @Test
  void optionsOfAnArchitectureAreSearchedWithItAlone() throws IOException {
    String yaml =
        TRANSLATOR.formatted(
            "{choice: [gru, lstm], when: {architecture: recurrent}}",
            "{choice: [2, 8], when: {architecture: transformer}}");
    TuneFile search = new TuneFileReader(Kinds::named).read(file("t.yaml", yaml));
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 100; i++) {
      Point point = search.space().random(random);
      Map<String, String> options = search.space().texts(point);
      boolean transformer = options.get("architecture").equals("transformer");
      assertThat(options.containsKey("heads")).isEqualTo(transformer);
      assertThat(options.containsKey("cell")).isEqualTo(!transformer);
      assertThat(search.request().options(options).toString())
          .contains("architecture=" + options.get("architecture").toUpperCase(Locale.ROOT));
    }
  }

  private static final String STYLES =
      """
      kind: cnn
      data: nothing
      options: {%s}
      space: {style: [kim, character]}
      objective: accuracy
      strategy: grid
      budget: {candidates: 2, epochs: 1}
      """;

  /** Of the style that reads characters, in a search with these options fixed. */
  private CnnOptions ofCharacters(String fixed) throws IOException {
    Path yaml = file("styles.yaml", STYLES.formatted(fixed));
    TuneFile search = new TuneFileReader(Kinds::named).read(yaml);
    return (CnnOptions) search.request().options(Map.of("style", "character"));
  }

  @Test
  void aFixedOptionIsGivenAlsoWhereItIsTheDefault() throws IOException {
    assertThat(ofCharacters("max-length: 400").text().maxLength()).isEqualTo(400);
    assertThat(ofCharacters("maxLength: 500").text().maxLength()).isEqualTo(500);
    assertThat(ofCharacters("filters: 8").text().maxLength()).isEqualTo(1014);
    assertThatThrownBy(() -> ofCharacters("tokenizer: words"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("styles.yaml:4: found \"style: character\"")
        .hasMessageContaining("characters, which style=character reads");
  }

  @Test
  void anOptionThatTheOtherArchitectureHasNoUseForNeedsItsCondition() throws IOException {
    Path yaml = file("t.yaml", TRANSLATOR.formatted("[gru]", "{choice: [2, 8]}"));
    assertThatThrownBy(() -> new TuneFileReader(Kinds::named).read(yaml))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("t.yaml:7: ")
        .hasMessageContaining("heads");
    Path other =
        file(
            "t.yaml",
            TRANSLATOR.formatted("{choice: [lstm], when: {architecture: transformer}}", "[4]"));
    assertThatThrownBy(() -> new TuneFileReader(Kinds::named).read(other))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("t.yaml:6: ")
        .hasMessageContaining("with architecture=transformer");
  }

  @Test
  void aTranslatorIsSearched() throws IOException {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      pairs.add("número " + i + " da rua\tnumber " + i + " of the street");
    }
    Path data = file("pairs.tsv", String.join("\n", pairs) + "\n");
    searched(
        """
        kind: translator
        data: %s
        options: {hidden: 16, embedding: 16, merges: 60}
        space:
          architecture: [recurrent, transformer]
          cell: {choice: [gru, lstm], when: {architecture: recurrent}}
        objective: {minimise: loss}
        second: tokensPerSecond
        strategy: {name: grid}
        budget: {candidates: 3, epochs: 1}
        """
            .formatted(data));
  }

  @Test
  void aConvolutionalNetworkIsSearched() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "..", "datasets", "reviews-pt.csv"));
    Path data = file("reviews.csv", String.join("\n", lines.subList(0, 241)) + "\n");
    searched(
        """
        kind: cnn
        data: %s
        options: {embedding: 8}
        space: {filters: [4, 8]}
        objective: accuracy
        strategy: grid
        budget: {candidates: 2, epochs: 1}
        """
            .formatted(data));
  }

  @Test
  void aFastTextClassifierIsSearched() throws IOException {
    searched(
        """
        kind: fasttext
        data: %s
        options: {embedding: 8, threads: 1}
        space: {learningRate: {log-uniform: [0.05, 1]}}
        objective: accuracy
        strategy: asha
        budget: {candidates: 3, epochs: 3}
        """
            .formatted(Tiny.data(folder)));
  }

  @Test
  void wordVectorsAreSearchedBySimilarities() throws IOException {
    Path text =
        file("text.txt", "o gato dorme na casa\no cão dorme na rua\na casa tem rua\n".repeat(60));
    Path pairs = file("pairs.txt", "gato\tcão\t9\ncasa\trua\t7\ngato\trua\t1\ncão\tcasa\t2\n");
    String yaml =
        """
        kind: embeddings
        data: {name: %s, dev: %s}
        options: {minCount: 1, threads: 1, deterministic: true}
        space: {dimensions: [8, 16]}
        objective: %s
        strategy: grid
        budget: {candidates: 2, epochs: 2}
        """;
    searched(yaml.formatted(text, pairs, "pairs.spearman"));
    Path wrong = file("wrong.yaml", yaml.formatted(text, pairs, "pairs.pearson"));
    Run run = Run.of("tune", wrong.toString(), "--out", folder.resolve("other").toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("pairs.spearman")
        .satisfies(said -> assertThat(said.lines()).hasSize(1));
  }
}
