package io.palavra.pipeline.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  private static final byte[] TEXT =
      "ol\u00e1, mundo\n".repeat(50).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void theFirstBytesDecideWhatIsUnpackedAndNotTheName() throws IOException {
    assertThat(unpacked(file("plain.gz", TEXT))).isEqualTo(TEXT);
    assertThat(unpacked(file("packed.txt", gzip(TEXT)))).isEqualTo(TEXT);
    assertThat(unpacked(file("one", new byte[] {0x1f}))).containsExactly(0x1f);
  }

  @Test
  void gzipStreamsBehindOneAnotherAreOneText() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(gzip(TEXT));
    both.write(gzip("fim".getBytes(StandardCharsets.UTF_8)));
    assertThat(new String(unpacked(file("both.gz", both.toByteArray())), StandardCharsets.UTF_8))
        .isEqualTo(new String(TEXT, StandardCharsets.UTF_8) + "fim");
  }

  @Test
  void rawBytesAreThoseOfTheFileAndCanBeReadAgain() throws IOException {
    byte[] packed = gzip(TEXT);
    try (InputStream in = InputFile.raw(file("packed.gz", packed))) {
      assertThat(InputFile.gzipped(InputFile.head(in, 2))).isTrue();
      assertThat(in.readAllBytes()).isEqualTo(packed);
    }
  }

  @Test
  void whatIsNoFileIsNamed() throws IOException {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> InputFile.unpacked(missing))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("missing")
        .hasMessageContaining("there is none");
    assertThatThrownBy(() -> InputFile.unpacked(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("this is a folder");
    Path empty = file("empty", new byte[0]);
    assertThatThrownBy(() -> InputFile.unpacked(empty))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("it is empty");
  }

  @Test
  void anArchiveThatIsCutOrBrokenIsNeverReadAsIfItWereWhole() throws IOException {
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    byte[] packed = gzip(noise);
    Random random = new Random(2);
    for (int round = 0; round < 200; round++) {
      byte[] broken = packed.clone();
      if (round % 2 == 0) {
        broken = Arrays.copyOf(packed, 2 + random.nextInt(packed.length - 2));
      } else {
        // Behind the header of ten bytes, all of which but two may be anything.
        broken[10 + random.nextInt(packed.length - 10)] ^= (byte) (1 << random.nextInt(8));
      }
      Path file = file("broken" + round, broken);
      assertThatThrownBy(() -> unpacked(file))
          .as("round %d", round)
          .satisfies(
              thrown ->
                  assertThat(thrown)
                      .isInstanceOfAny(BadInputException.class, IOException.class)
                      .hasMessageContaining("gzip file"));
    }
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] unpacked(Path file) throws IOException {
    try (InputStream in = InputFile.unpacked(file)) {
      return in.readAllBytes();
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
