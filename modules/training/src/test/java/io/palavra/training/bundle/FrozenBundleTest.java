package io.palavra.training.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle of format 1 that was made once and has to be read for ever. */
class FrozenBundleTest {
  private static final String PYTHON =
      """
      import json, struct, sys, zipfile
      data = zipfile.ZipFile(sys.argv[1]).read("weights.safetensors")
      length = struct.unpack("<Q", data[:8])[0]
      header = json.loads(data[8:8 + length])
      for name in ("embedding/W", "scalar"):
          begin, end = header[name]["data_offsets"]
          count = (end - begin) // 4
          values = struct.unpack("<%df" % count, data[8 + length + begin:8 + length + end])
          print(name, header[name]["dtype"], header[name]["shape"], values[-1])
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void copy() throws IOException {
    file = folder.resolve("format-1.palavra");
    try (InputStream in = FrozenBundleTest.class.getResourceAsStream("format-1.palavra")) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void itIsReadAsItWasWritten() {
    assertThat(BundleReader.read(file)).isEqualTo(TinyBundle.create());
    assertThat(BundleReader.manifest(file).palavra()).isEqualTo("0.1.0");
  }

  @Test
  void itIsStillTheSameFile() throws IOException {
    assertThat(DigestUtils.sha256Hex(Files.readAllBytes(file)))
        .isEqualTo("46d3e7d016236e74927a37cd5d6e0787fddf4a120133fa4b7d2ec360ee010955");
  }

  @Test
  void theWriterStillWritesTheSameBytes() throws IOException {
    Path now = folder.resolve("now.palavra");
    BundleWriter.write(now, TinyBundle.create(), "0.1.0");
    assertThat(Files.mismatch(file, now)).isEqualTo(-1);
  }

  @Test
  void pythonReadsTheWeights() throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("read.py"), PYTHON, StandardCharsets.UTF_8);
    Path out = folder.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder("python3", script.toString(), file.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    Process python;
    try {
      python = builder.start();
    } catch (IOException e) {
      assumeThat(false).as("python3 is not there: skipped").isTrue();
      return;
    }
    try {
      assertThat(python.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      python.destroyForcibly();
    }
    assertThat(Files.readString(out, StandardCharsets.UTF_8))
        .isEqualTo("embedding/W F32 [5, 2] 4.0\nscalar F32 [] 7.0\n");
  }
}
