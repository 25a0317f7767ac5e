package io.palavra.embeddings.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OpenVectorsTest {

  @Test
  void aClassifierOfFastTextIsSaidToGiveItsVectorsAlone() throws URISyntaxException {
    assertThat(OpenVectors.read(fastText("softmax.bin")).description())
        .contains("only the vectors of this classifier are kept, not its ", " labels");
    assertThat(OpenVectors.read(fastText("vectors.bin")).description())
        .doesNotContain("classifier");
  }

  private static Path fastText(String name) throws URISyntaxException {
    String resource = "/io/palavra/embeddings/fasttext/" + name;
    return Path.of(
        Objects.requireNonNull(OpenVectorsTest.class.getResource(resource), resource).toURI());
  }
}
