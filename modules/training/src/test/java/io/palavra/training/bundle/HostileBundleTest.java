package io.palavra.training.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles that somebody made with care, all sums right. */
class HostileBundleTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("stranger.palavra");
  }

  private void assertRefused(ForgedBundle bundle, String words) throws IOException {
    bundle.write(file);
    assertRefused(words);
  }

  private void assertRefused(String words) {
    assertThatThrownBy(() -> BundleReader.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(words)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void theForgeryItselfIsGood() throws IOException {
    new ForgedBundle().write(file);
    assertThat(BundleReader.read(file).text("options.json")).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.json",
        "/etc/passwd",
        "..\\\\evil",
        "evil.class",
        "preprocessor.bin",
        "coefficients.bin",
        "options.json/",
        "OPTIONS.JSON",
        "manifest.json"
      })
  void anEntryThatNoModelHasIsRefused(String name) throws IOException {
    String plain = name.replace("\\\\", "\\");
    ForgedBundle bundle = new ForgedBundle();
    String right = bundle.rightManifest();
    String entry = "    \"" + name + "\": {\"size\": 2, \"sha256\": \"" + "0".repeat(64) + "\"},\n";
    bundle.with(plain, "{}");
    bundle.manifest(right.replace("    \"options", entry + "    \"options"));
    assertRefused(bundle, plain.replace("..\\evil", "evil"));
  }

  @Test
  void anEntryThatTheManifestDoesNotKnowIsRefused() throws IOException {
    ForgedBundle bundle = new ForgedBundle();
    bundle.manifest(bundle.rightManifest()).with("labels.json", "[]");
    assertRefused(bundle, "altered");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\": 1|\"format\": 2|found \"format 2\", expected format 1 or older; a newer Palavra",
        "\"format\": 1|\"format\": 999999999999|format 1 or older",
        "\"format\": 1|\"format\": 0|found \"format 0\", expected format 1",
        "\"format\": 1|\"format\": -1|expected format 1",
        "\"format\": 1|\"format\": 1.0|a format number",
        "\"format\": 1|\"format\": \"1\"|a format number",
        "\"format\": 1|\"form\": 1|the field format",
        "\"format\": 1|\"format\": 1, \"format\": 1|manifest.json",
        "\"kind\": \"sentiment\"|\"kind\": \"../x\"|a kind",
        "\"kind\": \"sentiment\"|\"kind\": {}|a kind",
        "\"palavra\": \"0.1.0\"|\"palavra\": \"0.1 0\"|a palavra",
        "\"size\": 2,|\"size\": -2,|-2 bytes",
        "\"size\": 2,|\"size\": 4294967297,|at most",
        "\"size\": 2,|\"size\": 268435456,|cut",
        "\"size\": 2,|\"size\": 99999999999999999999,|manifest.json",
        "\"size\": 2,|\"size\": 1,|altered",
        "\"size\": 2,|\"size\": 2.0,|the size of options.json",
        "\"size\": 2,|\"size\":  2,|as it was written",
        "\"options.json\"|\"weights.safetensors\"|manifest.json",
        "\"entries\": {|\"entries\": [{|entries"
      })
  void aManifestThatIsNotAsWrittenIsRefused(String right, String wrong, String words)
      throws IOException {
    ForgedBundle bundle = new ForgedBundle();
    String manifest = bundle.rightManifest();
    assertThat(manifest).contains(right);
    assertRefused(
        bundle.manifest(
            manifest.replaceFirst(
                java.util.regex.Pattern.quote(right),
                java.util.regex.Matcher.quoteReplacement(wrong))),
        words);
  }

  @Test
  void aNewerFormatIsNamedEvenWhenAllElseIsDifferent() throws IOException {
    assertRefused(
        new ForgedBundle().manifest("{\"format\": 7, \"parts\": [[[[[[]]]]]]}"),
        "found \"format 7\", expected format 1 or older");
  }

  @Test
  void deepJsonIsRefusedBeforeATreeIsBuilt() throws IOException {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertRefused(new ForgedBundle().with("options.json", deep), "JSON in options.json");
    assertRefused(new ForgedBundle().manifest("{\"format\": 1, \"kind\": " + deep), "");
    assertRefused(
        new ForgedBundle().manifest("{\"format\": " + "[".repeat(60_000)), "a format number");
    assertRefused(
        new ForgedBundle().weights("{\"a\": " + deep + "}", new byte[0]), "weights.safetensors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{} {}", "{\"a\": 1, \"a\": 2}", "{\"a\": NaN}", "<xml/>"})
  void brokenJsonIsRefused(String json) throws IOException {
    assertRefused(new ForgedBundle().with("options.json", json), "JSON in options.json");
  }

  @Test
  void aTextThatIsNotUtf8IsRefused() throws IOException {
    ForgedBundle bundle = new ForgedBundle().with("options.json", new byte[] {'"', -1, '"'});
    assertRefused(bundle, "UTF-8 in options.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[2]|[0,8]|[2,2]|[8,24]|16|fill the file",
        "[2]|[0,8]|[2]|[4,12]|16|right behind",
        "[2]|[0,8]|[2]|[0,8]|8|right behind",
        "[2]|[0,8]|[1]|[12,16]|16|right behind",
        "[2]|[0,8]|[1]|[8,12]|16|fill",
        "[2]|[0,8]|[2]|[8,12]|12|as its shape",
        "[2]|[0,8]|[1]|[8,13]|13|as its shape",
        "[2]|[0,8]|[1]|[8,4]|8|as its shape",
        "[2]|[0,8]|[-1]|[8,12]|12|sizes for b",
        "[2]|[0,8]|[4611686018427387904,4]|[8,8]|8|a shape that fits",
        "[2]|[0,8]|[4294967296,4294967296]|[8,8]|8|a shape that fits",
        "[2]|[0,8]|[9223372036854775807]|[8,9223372036854775804]|8|as its shape",
        "[2]|[0,8]|[99999999999999999999]|[8,8]|8|header in JSON",
        "[2]|[0,8]|[1.5]|[8,12]|12|sizes for b",
        "[2]|[0,8]|[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]|[8,12]|12|at most 16",
        "[2]|[0,8]|[1]|[8]|12|data_offsets for b",
        "[2]|[0,8]|[1]|[8,12,16]|12|at most 2",
        "[2]|[0,8]|1|[8,12]|12|numbers for b",
        "[2]|[0,8]|[1],`x`:1|[8,12]|12|"
      })
  void tensorsThatDoNotFillTheDataAreRefused(
      String shapeA, String offsetsA, String shapeB, String offsetsB, int bytes, String words)
      throws IOException {
    String a = tensor("a", shapeA, offsetsA);
    String b = tensor("b", shapeB, offsetsB);
    String expected = words == null || words.equals("fill the file") ? "" : words;
    assertRefused(new ForgedBundle().weights("{" + a + "," + b + "}", new byte[bytes]), expected);
  }

  private static String tensor(String name, String shape, String offsets) {
    return "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":%s}"
        .formatted(name, shape, offsets);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"__metadata__\":{\"a\":\"b\"}}",
        "{\"a\":{\"dtype\":\"F64\",\"shape\":[0],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"shape\":[0],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0],\"class\":\"x\"}}",
        "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}",
        "{} {}",
        "{",
        "\u0000\u0000"
      })
  void aTensorHeaderOfAnotherFormIsRefused(String header) throws IOException {
    assertRefused(new ForgedBundle().weights(header, new byte[0]), "weights.safetensors");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 3, 1L << 31, Long.MAX_VALUE, Long.MIN_VALUE})
  void aHeaderLengthBeyondTheEntryIsRefused(long length) throws IOException {
    byte[] header = "{}".getBytes(StandardCharsets.UTF_8);
    assertRefused(new ForgedBundle().weights(length, header, new byte[0]), "weights.safetensors");
    assertRefused(new ForgedBundle().with(BundleEntries.WEIGHTS, new byte[3]), "eight bytes");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aWeightThatIsNotFiniteIsRefusedByName(float value) throws IOException {
    byte[] data =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(1).putFloat(value).array();
    String header = "{" + tensor("lstm/W", "[2]", "[0,8]") + "}";
    assertRefused(new ForgedBundle().weights(header, data), "lstm/W holds " + value);
  }

  @Test
  void zipsThatAreNoBundleAreToldApart() throws IOException {
    Files.write(file, new byte[0]);
    assertRefused("no zip");
    Files.writeString(file, "text,label\nbom,positivo\n", StandardCharsets.UTF_8);
    assertRefused("no zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("configuration.json"));
      zip.write('{');
    }
    assertRefused("does not begin with manifest.json");
  }

  @Test
  void aBundleThatWasPackedAgainIsRefused() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("manifest.json"));
      zip.write(new ForgedBundle().rightManifest().getBytes(StandardCharsets.UTF_8));
    }
    assertRefused("does not begin with manifest.json");
  }

  @Test
  void aCompressionBombIsRefusedUnopened() throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("manifest.json"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
    assertThat(Files.size(file)).isLessThan(1 << 20);
    assertRefused("does not begin with manifest.json");
  }

  @Test
  void aManifestThatClaimsGigabytesIsNotAllocated() throws IOException {
    ForgedBundle bundle = new ForgedBundle();
    byte[] bytes = Files.readAllBytes(bundle.write(file));
    for (int at : new int[] {18, 22}) {
      Arrays.fill(bytes, at, at + 4, (byte) 0xff);
    }
    Files.write(file, bytes);
    assertRefused("manifest.json");
  }

  @Test
  void foldersAndMissingFilesAreNamed() {
    file = folder;
    assertRefused("model.palavra");
    file = folder.resolve("none.palavra");
    assertRefused("there is no such file");
  }

  @Test
  void aModelInAFolderThatMayNotBeEnteredIsNotSaidToBeMissing() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    file = Files.createFile(locked.resolve("model.palavra"));
    assumeTrue(Files.getFileStore(locked).supportsFileAttributeView("posix"), "no modes here");
    Files.setPosixFilePermissions(locked, Set.of());
    try {
      assumeTrue(!Files.exists(file), "whoever runs this may enter every folder");
      assertRefused("a folder that may be entered");
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
