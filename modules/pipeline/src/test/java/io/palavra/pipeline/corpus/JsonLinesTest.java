package io.palavra.pipeline.corpus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"text\":\"a\",\"label\":null}|found \"label: null\", expected a text or a number",
        "{\"text\":[\"a\"],\"label\":1}|found \"text: a list\", expected a text or a number",
        "{\"text\":{\"a\":1},\"label\":1}|found \"text: an object\", expected a text or a number",
        "{\"text\":\"a\",\"lable\":1}|found \"text, lable\", expected a field \"label\"",
      })
  void aFieldThatIsNeitherTextNorNumberIsNamedWithWhatItIs(String line, String complaint)
      throws IOException {
    Path file = Files.writeString(folder.resolve("rows.jsonl"), line + "\n");
    assertThatThrownBy(
            () -> {
              try (RecordStream<LabelledText> rows =
                  Catalog.standard()
                      .classification(DataRequest.of(file.toString()))
                      .train()
                      .open()) {
                rows.next();
              }
            })
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("rows.jsonl:1: ")
        .hasMessageContaining(complaint);
  }
}
