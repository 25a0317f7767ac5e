package io.palavra.training.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleRoundTripTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadToTheLastBit() {
    Path file = folder.resolve("model.palavra");
    ModelBundle bundle = TinyBundle.create();
    BundleWriter.write(file, bundle);
    assertThat(BundleReader.read(file)).isEqualTo(bundle);
    assertThat(BundleReader.read(file, "sentiment").text("vocabulary.txt"))
        .isEqualTo(TinyBundle.VOCABULARY);
    assertThat(
            Float.floatToRawIntBits(
                BundleReader.read(file).weight("embedding/W", 5, 2).values()[1]))
        .isEqualTo(0x80000000);
  }

  @Test
  void tensorsLargerThanTheBufferComeBack() {
    Path file = folder.resolve("model.palavra");
    SortedMap<String, FloatTensor> weights = new TreeMap<>();
    weights.put("a", TinyBundle.random(1, 333, 257));
    weights.put("b", TinyBundle.random(2, 1, 16_384));
    weights.put("c", TinyBundle.random(3, 16_385, 1));
    ModelBundle bundle = new ModelBundle("sentiment", new TreeMap<>(), weights);
    BundleWriter.write(file, bundle);
    assertThat(BundleReader.read(file)).isEqualTo(bundle);
  }

  @Test
  void equalBundlesGiveEqualBytes() throws IOException {
    Path first = folder.resolve("first.palavra");
    Path second = folder.resolve("second.palavra");
    BundleWriter.write(first, TinyBundle.create());
    BundleWriter.write(second, TinyBundle.create());
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
  }

  @Test
  void anOrdinaryZipReaderReadsIt() throws IOException {
    Path file = folder.resolve("model.palavra");
    BundleWriter.write(file, TinyBundle.create());
    List<String> names = new ArrayList<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      zip.stream().map(ZipEntry::getName).forEach(names::add);
      byte[] bytes = zip.getInputStream(zip.getEntry("vocabulary.txt")).readAllBytes();
      assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(TinyBundle.VOCABULARY);
    }
    assertThat(names).startsWith("manifest.json").hasSize(10);
    assertThat(names.subList(1, 10)).isSorted();
  }

  @Test
  void theManifestIsReadAlone() {
    Path file = folder.resolve("model.palavra");
    BundleWriter.write(file, TinyBundle.create());
    BundleManifest manifest = BundleReader.manifest(file);
    assertThat(manifest.kind()).isEqualTo("sentiment");
    assertThat(manifest.format()).isEqualTo(1);
    assertThat(manifest.palavra()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    assertThat(manifest.entries()).hasSize(9);
  }

  @Test
  void anotherKindIsRefused() {
    Path file = folder.resolve("model.palavra");
    BundleWriter.write(file, TinyBundle.create());
    assertThatThrownBy(() -> BundleReader.read(file, "tagger"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(file + ": found \"kind sentiment\", expected a model of kind tagger");
    assertThatThrownBy(() -> TinyBundle.create().expectKind("tagger"))
        .isInstanceOf(BadInputException.class);
    assertThat(TinyBundle.create().expectKind("sentiment")).isEqualTo(TinyBundle.create());
  }

  @Test
  void whatABundleLacksIsNamed() {
    ModelBundle bundle = TinyBundle.create();
    assertThatThrownBy(() -> bundle.text("source-vocabulary.txt"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("source-vocabulary.txt");
    assertThatThrownBy(() -> bundle.weight("out/W", 2, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("out/W [2, 2]");
    assertThatThrownBy(() -> bundle.weight("scalar", 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("scalar []");
    assertThat(bundle.optionalText("source-vocabulary.txt")).isEmpty();
  }

  @Test
  void theWriterRefusesWhatTheReaderWould() {
    Path file = folder.resolve("model.palavra");
    assertUnwritable(file, "Evil", "options.json", "{}", 1, "kind");
    assertUnwritable(file, "sentiment", "../options.json", "{}", 1, "../options.json");
    assertUnwritable(file, "sentiment", "manifest.json", "{}", 1, "manifest.json");
    assertUnwritable(file, "sentiment", "options.json", "{", 1, "options.json");
    assertUnwritable(file, "sentiment", "options.json", "{\"a\":1,\"a\":2}", 1, "options.json");
    assertUnwritable(file, "sentiment", "vocabulary.txt", "\ud800", 1, "vocabulary.txt");
    assertUnwritable(file, "sentiment", "options.json", "{}", Float.NaN, "W hold NaN");
    assertThat(file).doesNotExist();
  }

  private static void assertUnwritable(
      Path file, String kind, String entry, String text, float weight, String words) {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(entry, text);
    SortedMap<String, FloatTensor> weights = new TreeMap<>();
    weights.put("W", new FloatTensor(new long[] {1}, new float[] {weight}));
    assertThatThrownBy(() -> BundleWriter.write(file, new ModelBundle(kind, texts, weights)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }
}
