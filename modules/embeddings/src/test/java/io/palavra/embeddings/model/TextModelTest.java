package io.palavra.embeddings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.Place;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.FloatTensor;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.TrainPlan;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.provenance.Reproduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paragraph vectors as a model of the kind {@code embeddings}. */
class TextModelTest {
  private static final EmbeddingsKind KIND = new EmbeddingsKind();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"pv-dm", "pv-dbow"})
  void newTextsLieByTheLearnedOnesOfTheirTopic(String model) throws IOException {
    LearnedTexts texts = texts(train("run", model));
    assertThat(texts.notes()).hasSize(400);
    for (int topic = 0; topic < 2; topic++) {
      String asked =
          "X T%1$dA, x t%1$db! x t%1$dc x t%1$da x t%1$dd nada x t%1$db x".formatted(topic);
      String own = "x t" + topic;
      assertThat(texts.nearest(asked, 20))
          .hasSize(20)
          .allMatch(near -> near.text().beginning().startsWith(own))
          .allMatch(near -> near.cosine() > 0.3 && near.cosine() <= 1);
      assertThat(texts.unknown(asked)).containsExactly("nada");
    }
    assertThat(texts.vector("nada nunca")).isEqualTo(new float[16]);
    assertThatThrownBy(() -> texts.nearest("nada nunca", 3))
        .isInstanceOf(BadInputException.class)
        .hasMessage("text: found \"nada nunca\", expected at least one word that the model knows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pv-dm", "pv-dbow"})
  void aBundleInfersTheSameBitsEachTimeItIsLoadedAndIsReproduced(String model) throws IOException {
    TrainedRun run = train("run", model);
    String text = "x t0a x t1b x t0c t0d";
    assertThat(texts(run).vector(text)).isEqualTo(texts(run).vector(text));
    Reproduction again =
        Reproduction.of(KIND, BundleReader.read(run.model()), folder.resolve("again"), line -> {});
    assertThat(again.differences()).isEmpty();
    EmbeddingsModel loaded = KIND.load(BundleReader.read(run.model()));
    assertThat(OpenVectors.read(folder.resolve("run/vectors.vec")).vectors().vector("t0a"))
        .hasValueSatisfying(
            file -> assertThat(file).isEqualTo(loaded.vectors().vector("t0a").orElseThrow()));
    assertThat(EmbeddingsBundle.pack(loaded).weights())
        .isEqualTo(BundleReader.read(run.model()).weights());
  }

  @Test
  void eachLineAndEachRowIsATextThatIsKnownByItsPlace() throws IOException {
    Path lines = Files.writeString(folder.resolve("l.txt"), "um dois\n\n  dois\tum  \num\n");
    assertThat(notes(lines))
        .containsExactly(
            new TextNote(lines + ":1", "um dois"),
            new TextNote(lines + ":2", ""),
            new TextNote(lines + ":3", "dois um"),
            new TextNote(lines + ":4", "um"));
    Path table =
        Files.writeString(folder.resolve("t.csv"), "text,label\n\"um\ndois\",a\ndois um,b\n");
    assertThat(notes(table))
        .containsExactly(
            new TextNote(table + ":2", "um dois"), new TextNote(table + ":4", "dois um"));
    assertThat(notes(lines, "tokenizer=spaces", "lowerCase=false", "punctuation=true")).hasSize(4);
  }

  @Test
  void aNoteIsOneShortLineOfUnicodeWhateverTheText() {
    String strange = "\u0000a\u2028b\u00a0\ud800c\t" + "\ud83d\ude00".repeat(100);
    TextNote note = TextNote.of(new Located<>(strange, new Place("a\tb\n.txt", 7)));
    assertThat(note.place()).isEqualTo("a b .txt:7");
    assertThat(note.beginning())
        .startsWith("a b \ufffdc \ud83d\ude00")
        .endsWith("\ud83d\ude00…")
        .satisfies(line -> assertThat(line.codePointCount(0, line.length())).isEqualTo(61));
  }

  @Test
  void aBundleWhoseTextsDoNotFitIsRefused() throws IOException {
    ModelBundle whole = BundleReader.read(train("run", "pv-dbow").model());
    String notes = whole.text("texts.txt");
    for (Map.Entry<String, String> bad :
        Map.of(
                notes.substring(notes.indexOf('\n') + 1), "a tensor texts [399, 16]",
                notes.replace('\t', ' '), "texts.txt:1:")
            .entrySet()) {
      SortedMap<String, String> texts = new TreeMap<>(whole.texts());
      texts.put("texts.txt", bad.getKey());
      assertThatThrownBy(() -> KIND.load(new ModelBundle("embeddings", texts, whole.weights())))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(bad.getValue());
    }
    SortedMap<String, FloatTensor> weights = new TreeMap<>(whole.weights());
    weights.remove("outputs");
    assertThatThrownBy(() -> KIND.load(new ModelBundle("embeddings", whole.texts(), weights)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("outputs");
  }

  @Test
  void aPlanCountsTheTextsVectorsToo() throws IOException {
    TrainPlan plan = KIND.plan(request("run", "pv-dm"));
    assertThat(plan.parameters()).isEqualTo((2 * 9 + 400) * 16);
    assertThat(folder.resolve("run")).doesNotExist();
  }

  private List<TextNote> notes(Path file, String... more) throws IOException {
    Path out = Files.createTempDirectory(folder, "run").resolve("out");
    List<String> sets = new ArrayList<>(List.of("model=pv-dbow", "minCount=1", "dimensions=4"));
    sets.addAll(List.of(more));
    EmbeddingsOptions options =
        OptionBinder.bind(EmbeddingsOptions.defaults(), Optional.empty(), sets);
    return texts(KIND.train(TrainRequest.of(DataRequest.of(file.toString()), options, out)))
        .notes();
  }

  private static LearnedTexts texts(TrainedRun run) {
    return KIND.load(BundleReader.read(run.model())).texts().orElseThrow();
  }

  private TrainedRun train(String out, String model) throws IOException {
    return KIND.train(request(out, model));
  }

  /** A word between others tells nothing of its neighbours: only the text does. */
  private TrainRequest request(String out, String model) throws IOException {
    Random random = new Random(1);
    StringBuilder lines = new StringBuilder();
    for (int line = 0; line < 400; line++) {
      for (int i = 0; i < 15; i++) {
        lines.append("x t").append(line % 2).append((char) ('a' + random.nextInt(4))).append(' ');
      }
      lines.append('\n');
    }
    Path file = Files.writeString(folder.resolve("topics.txt"), lines);
    List<String> sets =
        List.of(
            "model=" + model,
            "dimensions=16",
            "epochs=20",
            "window=1",
            "sample=0",
            "learningRate=0.05",
            "deterministic=true");
    return TrainRequest.of(
        DataRequest.of(file.toString()),
        OptionBinder.bind(EmbeddingsOptions.defaults(), Optional.empty(), sets),
        folder.resolve(out));
  }
}
