package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.training.bundle.BundleManifest;
import io.palavra.training.bundle.BundleWriter;
import io.palavra.training.bundle.FloatTensor;
import io.palavra.training.bundle.ModelBundle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are sound but not for this program: of another kind, of a later format. */
class ForeignModelTest {
  private static final String OPTIONS = "{\"beam\": 5}\n";

  @TempDir private Path folder;

  @Test
  void aModelOfAKindThatThereIsNotNamesTheFileAndBothKinds() {
    Path file = folder.resolve("short.palavra");
    BundleWriter.write(file, bundle("summarizer"));
    refusedByEveryVerb(file, "short.palavra: found \"kind summarizer\"", "sentiment");
  }

  @Test
  void aModelOfALaterFormatNamesTheFileAndBothFormats() throws IOException {
    int next = BundleManifest.FORMAT + 1;
    Path file = folder.resolve("later.palavra");
    zip(file, "{\"format\":" + next + ",\"anything\":[1,2]}");
    refusedByEveryVerb(
        file,
        "later.palavra: found \"format " + next + "\"",
        "format " + BundleManifest.FORMAT,
        "a newer Palavra");
  }

  @Test
  void aModelWhoseOptionsAreOfAnotherKindNamesFileAndEntry() {
    Path file = folder.resolve("renamed.palavra");
    BundleWriter.write(file, bundle("sentiment"));
    for (String verb : List.of("predict", "explain")) {
      Run.assertRefused(
          Run.of(verb, file.toString(), "x"), "renamed.palavra!options.json:1: found \"beam\"");
    }
  }

  @Test
  void aClassifierThatFastTextWroteIsAskedLikeAnyOther() {
    Path files = Path.of("../embeddings/src/test/resources/io/palavra/embeddings/fasttext");
    Run answered =
        Run.of("predict", files.resolve("packed.ftz").toString(), "odiei o acabamento .");
    assertThat(answered.code()).isZero();
    assertThat(answered.out()).startsWith("negativo");
    Run described = Run.of("describe", files.resolve("packed.ftz").toString());
    assertThat(described.code()).as(described.err()).isZero();
    assertThat(described.lines().get(0))
        .endsWith("a model of kind fasttext, as another program wrote it");
    assertThat(described.out()).contains("labels", "negativo");
    String vectors = files.resolve("vectors.bin").toString();
    for (Run run : List.of(Run.of("predict", vectors, "x"), Run.of("describe", vectors))) {
      Run.assertRefused(run, "vectors.bin: found \"word vectors of fastText's, without labels\"");
    }
  }

  @Test
  void aFolderWithSuchAModelNamesTheModel() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    BundleWriter.write(run.resolve("model.palavra"), bundle("summarizer"));
    refusedByEveryVerb(run, "model.palavra: found \"kind summarizer\"");
  }

  private static ModelBundle bundle(String kind) {
    SortedMap<String, String> texts = new TreeMap<>(Map.of("options.json", OPTIONS));
    SortedMap<String, FloatTensor> weights = new TreeMap<>();
    weights.put("W", new FloatTensor(new long[] {2}, new float[] {1, 2}));
    return new ModelBundle(kind, texts, weights);
  }

  /** A zip as any program writes it, uncompressed as bundles are. */
  private static void zip(Path file, String manifest) throws IOException {
    byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry("manifest.json");
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(entry);
      zip.write(bytes);
    }
  }

  private static void refusedByEveryVerb(Path model, String... named) {
    String path = model.toString();
    List<Run> runs =
        List.of(
            Run.of("predict", path, "bom"),
            Run.of("evaluate", path, "--data", "reviews-pt"),
            Run.of("describe", path),
            Run.of("explain", path, "bom"),
            Run.of("reproduce", path));
    for (Run run : runs) {
      for (String name : named) {
        Run.assertRefused(run, name);
      }
    }
    assertThat(runs).hasSize(5);
  }
}
