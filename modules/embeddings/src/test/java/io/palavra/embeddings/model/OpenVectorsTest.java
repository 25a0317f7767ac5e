package io.palavra.embeddings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenVectorsTest {
  private static final Path MKFIFO = Path.of("/usr/bin/mkfifo");

  @TempDir private Path folder;

  @Test
  void aClassifierOfFastTextIsSaidToGiveItsVectorsAlone() throws URISyntaxException {
    assertThat(OpenVectors.read(fastText("softmax.bin")).description())
        .contains("only the vectors of this classifier are kept, not its ", " labels");
    assertThat(OpenVectors.read(fastText("vectors.bin")).description())
        .doesNotContain("classifier");
  }

  @Test
  void vectorsComeThroughAPipe() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assumeTrue(
        Files.isExecutable(MKFIFO)
            && new ProcessBuilder(MKFIFO.toString(), pipe.toString()).start().waitFor() == 0);
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.writeString(pipe, "casa 1 2\nlar 3 4\n");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    writer.start();
    assertThat(OpenVectors.read(pipe).vectors().words()).containsExactly("casa", "lar");
    writer.join();
  }

  private static Path fastText(String name) throws URISyntaxException {
    String resource = "/io/palavra/embeddings/fasttext/" + name;
    return Path.of(
        Objects.requireNonNull(OpenVectorsTest.class.getResource(resource), resource).toURI());
  }
}
