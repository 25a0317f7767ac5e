package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts as models read them. */
class TokensTest {
  @TempDir private Path folder;

  @Test
  void theTokensGiveAnExportedClassifierTheAnswersThatTheTextsGiveTheModel() throws IOException {
    List<String> rows = new ArrayList<>(Tiny.rows());
    for (int i = 0; i < 300; i++) {
      rows.add("palavra" + i + (i % 2 == 0 ? " bom,pos" : " ruim,neg"));
    }
    Path data = Tiny.write(folder.resolve("many.csv"), String.join("\n", rows) + "\n");
    String model = train("fasttext", data, "minCount=1", "loss=softmax", "embedding=6");
    Path exported = folder.resolve("all.ftz");
    Run export = Run.of("export", model, exported.toString(), "--part", "1");
    assertThat(export.err()).contains("palavra tokens");
    List<String> texts = List.of("Produto BOM, numero 3!", "PRODUTO ruim;numero 8", "");
    Run tokens = Run.withInput(String.join("\n", texts) + "\n", "tokens", model, "-");
    assertThat(tokens.code()).as(tokens.err()).isZero();
    assertThat(tokens.lines())
        .startsWith("produto bom , numero 3 !")
        .hasSize(3)
        .last()
        .isEqualTo("");
    for (int i = 0; i < 2; i++) {
      String answer = Run.of("predict", model, texts.get(i)).out().split("\\s")[0];
      assertThat(Run.of("predict", exported.toString(), tokens.lines().get(i)).out())
          .startsWith(answer);
    }
  }

  @Test
  void noMoreTokensAreWrittenThanAreReadAndWhiteSpaceIsSeen() throws IOException {
    Path data = Tiny.data(folder);
    String model = train("cnn", data, "tokenizer=characters", "maxLength=5", "truncation=head");
    assertThat(Run.of("tokens", model, "o bom produto").out()).isEqualTo("o ␣ b o m\n");
  }

  @Test
  void aTranslatorReadsSubWords() throws IOException {
    TinyTranslator tiny = TinyTranslator.in(folder);
    String text = "a menina não encontrou a mala.";
    String line = Run.of("tokens", tiny.model().toString(), text).out().strip();
    assertThat(line.split(" ")).hasSizeGreaterThan(6);
    assertThat(line.replace(" ", "").replace('▁', ' ').strip()).isEqualTo(text);
  }

  @Test
  void whatReadsNoTextsIsRefused() throws IOException {
    Path text = Tiny.write(folder.resolve("text.txt"), "um dois tres\n".repeat(40));
    String model = train("embeddings", text, "minCount=1", "dimensions=2", "epochs=1");
    Run.assertRefused(Run.of("tokens", model, "um"), "found \"a model of kind embeddings\"");
    Run.assertRefused(Run.of("tokens", folder.resolve("none").toString(), "um"), "none");
  }

  private String train(String kind, Path data, String... options) {
    Path run = folder.resolve(kind);
    List<String> all = new ArrayList<>(List.of("train", kind, "--quiet", "--data"));
    all.addAll(List.of(data.toString(), "--out", run.toString()));
    for (String option : options) {
      all.addAll(List.of("--set", option));
    }
    Run trained = Run.of(all.toArray(String[]::new));
    assertThat(trained.code()).as(trained.err()).isZero();
    return run.toString();
  }
}
