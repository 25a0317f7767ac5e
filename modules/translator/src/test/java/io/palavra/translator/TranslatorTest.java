package io.palavra.translator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.ScheduleShape;
import io.palavra.translator.data.SubwordOptions;
import io.palavra.translator.network.NetworkOptions;
import io.palavra.translator.search.SearchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A translator that is taught to reverse words. */
class TranslatorTest {
  private static final String[] WORDS = "um dois três casa livro bom mau sim não já".split(" ");

  @TempDir private static Path folder;
  private static TrainedRun run;
  private static Translator translator;

  @BeforeAll
  static void train() throws IOException {
    run = new TranslatorKind().train(request(write(1500), "run"));
    translator = new TranslatorKind().load(BundleReader.read(run.model()));
  }

  @AfterAll
  static void close() {
    translator.close();
  }

  private static Path write(int pairs) throws IOException {
    Random random = new Random(3);
    Set<String> sources = new LinkedHashSet<>();
    while (sources.size() < pairs) {
      List<String> words = new ArrayList<>();
      int length = 1 + random.nextInt(5);
      for (int i = 0; i < length; i++) {
        words.add(WORDS[random.nextInt(WORDS.length)]);
      }
      sources.add(String.join(" ", words));
    }
    List<String> targets = sources.stream().map(TranslatorTest::reversed).toList();
    Files.write(folder.resolve("forward.txt"), sources);
    Files.write(folder.resolve("backward.txt"), targets);
    return folder.resolve("forward.txt");
  }

  private static String reversed(String text) {
    List<String> words = new ArrayList<>(List.of(text.split(" ")));
    Collections.reverse(words);
    return String.join(" ", words);
  }

  private static TrainRequest request(Path source, String out) {
    TranslatorOptions standard = TranslatorOptions.defaults();
    NetworkOptions shape = standard.network();
    TranslatorOptions small =
        standard
            .with(new NetworkOptions(shape.cell(), shape.attention(), true, 1, 32, 64, true, 0, 0))
            .with(new SubwordOptions(60, true, false, 1, 50, 300, 0))
            .with(
                standard.training().toBuilder()
                    .epochs(12)
                    .learningRate(0.005)
                    .schedule(ScheduleShape.CONSTANT)
                    .labelSmoothing(0)
                    .build());
    DataRequest data =
        new DataRequest(
            source.toString(),
            Optional.empty(),
            Optional.empty(),
            Map.of("target", "backward.txt"));
    return TrainRequest.of(data, small, folder.resolve(out));
  }

  private static List<String> unseen() {
    return List.of("livro bom já sim não", "casa mau", "três", "dois um um livro");
  }

  @Test
  void wordsAreReversed() {
    assertThat(run.test().get("bleu")).isGreaterThan(99);
    assertThat(unseen())
        .allSatisfy(s -> assertThat(translator.translate(s)).isEqualTo(reversed(s)));
  }

  @Test
  void theAnswerToATextDoesNotDependOnTheOthers() {
    for (int beam : new int[] {1, 5}) {
      SearchOptions search = SearchOptions.defaults().withBeam(beam);
      List<List<Translation>> together = translator.translate(unseen(), search);
      for (int i = 0; i < unseen().size(); i++) {
        Translation alone = translator.translate(List.of(unseen().get(i)), search).get(0).get(0);
        assertThat(together.get(i).get(0).text()).isEqualTo(alone.text());
        assertThat(together.get(i).get(0).logProbability())
            .isCloseTo(alone.logProbability(), within(1e-4));
      }
    }
  }

  private static Translator with(String lexicon) throws IOException {
    ModelBundle today = BundleReader.read(run.model());
    SortedMap<String, String> texts = new TreeMap<>(today.texts());
    texts.put("lexicon.txt", lexicon);
    return new TranslatorKind().load(new ModelBundle(today.kind(), texts, today.weights()));
  }

  /** Each sub-word of the source, and the end of a sentence. */
  private static String itself() throws IOException {
    String[] lines = BundleReader.read(run.model()).text("lexicon.txt").split("\n", -1);
    StringBuilder text = new StringBuilder("3\n");
    for (int id = 0; id < lines.length - 2; id++) {
      text.append(id > 0 ? id : "").append('\n');
    }
    return text.toString();
  }

  @Test
  void amongTheSubwordsOfTheLexiconTranslationsAreTheSame() throws IOException {
    for (int beam : new int[] {1, 5}) {
      SearchOptions search = SearchOptions.defaults().withBeam(beam);
      SearchOptions among = search.toBuilder().shortlist(true).build();
      try (Translator least = with(itself())) {
        for (Translator each : List.of(translator, least)) {
          List<List<Translation>> found = each.translate(unseen(), among);
          List<List<Translation>> all = each.translate(unseen(), search);
          for (int i = 0; i < unseen().size(); i++) {
            assertThat(found.get(i).get(0).text()).isEqualTo(all.get(i).get(0).text());
            // The same word has more of the probability where there are fewer.
            assertThat(found.get(i).get(0).logProbability())
                .isGreaterThan(all.get(i).get(0).logProbability() - 1e-4);
            Translation alone = each.translate(List.of(unseen().get(i)), among).get(0).get(0);
            assertThat(found.get(i).get(0).logProbability())
                .isCloseTo(alone.logProbability(), within(1e-4));
          }
        }
      }
    }
  }

  @Test
  void amongTheSubwordsOfTheLexiconNoOtherIsWrittenButForTerms() throws IOException {
    SearchOptions among = SearchOptions.defaults().toBuilder().shortlist(true).build();
    String none = itself().replaceAll("(?m)^[0-9]+$", "").replaceFirst("^", "3");
    try (Translator silent = with(none)) {
      assertThat(silent.translate(List.of("casa mau"), among).get(0).get(0).text()).isEmpty();
      List<Translation> due =
          silent.translate(List.of("casa mau"), among, text -> List.of("livro")).get(0);
      assertThat(due.get(0).text()).isEqualTo("livro");
    }
  }

  @Test
  void aModelOfBeforeLexiconsCanNotChooseAmongTheirSubwords() {
    ModelBundle today = BundleReader.read(run.model());
    SortedMap<String, String> texts = new TreeMap<>(today.texts());
    texts.remove("lexicon.txt");
    ModelBundle before = new ModelBundle(today.kind(), texts, today.weights());
    try (Translator read = new TranslatorKind().load(before)) {
      SearchOptions among = SearchOptions.defaults().toBuilder().shortlist(true).build();
      assertThat(read.translate("casa mau")).isEqualTo("mau casa");
      assertThatThrownBy(() -> read.translate(List.of("casa"), among))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("option shortlist")
          .hasMessageContaining("which sub-words translate which");
    }
  }

  @Test
  void aModelOfBeforeAnOptionIsReadAsThatVersionWroteIt() throws IOException {
    ModelBundle today = BundleReader.read(run.model());
    ObjectNode options = (ObjectNode) new ObjectMapper().readTree(today.text("options.json"));
    ((ObjectNode) options.get("network")).remove("tied");
    ((ObjectNode) options.get("text")).remove(List.of("trueCase", "segmentation"));
    ((ObjectNode) options.get("training")).remove("averagedEpochs");
    SortedMap<String, String> texts = new TreeMap<>(today.texts());
    texts.put("options.json", options.toString());
    ModelBundle before = new ModelBundle(today.kind(), texts, today.weights());
    try (Translator read = new TranslatorKind().load(before)) {
      for (String text : unseen()) {
        assertThat(read.translate(text)).isEqualTo(translator.translate(text));
      }
    }
  }

  @Test
  void aBlankTextHasABlankTranslation() {
    assertThat(translator.translate(List.of("", "casa mau", "  "), SearchOptions.greedy()))
        .extracting(found -> found.get(0).text())
        .containsExactly("", "mau casa", "");
  }

  @Test
  void asManyTranslationsAsAskedForComeTheBestFirst() {
    List<Translation> found =
        translator.translate(List.of("sim não já"), SearchOptions.defaults().withBest(4)).get(0);
    assertThat(found).hasSize(4);
    assertThat(found).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    assertThat(found).extracting(Translation::text).doesNotHaveDuplicates();
  }

  @Test
  void textOfUnknownSymbolsIsTranslatedToWordsOfTheTarget() {
    String found = translator.translate("東京 ≈ 😀");
    assertThat(found).matches("[\\p{IsLatin} ]*").isEqualTo(translator.translate("東京 ≈ 😀"));
  }

  @Test
  void filesOfDifferentLengthAreRefusedWithBothCounts() throws IOException {
    Files.writeString(folder.resolve("long.txt"), "a\nb\nc\n");
    Files.writeString(folder.resolve("short.txt"), "a\nb\n");
    DataRequest data =
        new DataRequest(
            folder.resolve("long.txt").toString(),
            Optional.empty(),
            Optional.empty(),
            Map.of("target", "short.txt"));
    TrainRequest request =
        TrainRequest.of(data, TranslatorOptions.defaults(), folder.resolve("none"));
    assertThatThrownBy(() -> new TranslatorKind().train(request))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2 lines")
        .hasMessageContaining("3");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void anEmptySideIsRefusedWithItsFileAndLine() throws IOException {
    Files.writeString(folder.resolve("whole.txt"), "a b\nb c\nc d\n".repeat(30));
    Files.writeString(folder.resolve("holes.txt"), "x y\n\nz x\n".repeat(30));
    DataRequest data =
        new DataRequest(
            folder.resolve("whole.txt").toString(),
            Optional.empty(),
            Optional.empty(),
            Map.of("target", "holes.txt"));
    TrainRequest request =
        TrainRequest.of(data, TranslatorOptions.defaults(), folder.resolve("none"));
    assertThatThrownBy(() -> new TranslatorKind().train(request))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("holes.txt:2")
        .hasMessageContaining("translation is empty");
  }

  @Test
  void pairsOfWhichNoneIsLeftForAPartAreSaidToBeTooFew() throws IOException {
    Path table = Files.writeString(folder.resolve("one.tsv"), "um gato\ta cat\n");
    TrainRequest request =
        TrainRequest.of(
            DataRequest.of(table.toString()), TranslatorOptions.defaults(), folder.resolve("none"));
    assertThatThrownBy(() -> new TranslatorKind().train(request))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            table + ": expected more sentence pairs; none of these fell to the development part");
  }

  @Test
  void ofALongTextTheWordsThatWereReadAreLookedAt() {
    String text = "sim ".repeat(Translator.MOST_READ + 50).strip();
    assertThat(translator.tokens(text)).isGreaterThan(Translator.MOST_READ);
    Attention attention = translator.attend(text);
    Attention.Word last = attention.read().get(attention.read().size() - 1);
    assertThat(last.text()).isEqualTo(Attention.Words.END);
    assertThat(last.to()).isEqualTo(Translator.MOST_READ);
    assertThat(attention.weights()[0]).hasSize(Translator.MOST_READ);
    for (double[] row : attention.byWord()) {
      assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-4));
    }
  }
}
