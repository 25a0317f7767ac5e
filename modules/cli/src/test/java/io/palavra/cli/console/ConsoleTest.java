package io.palavra.cli.console;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTest {

  @ParameterizedTest
  @CsvSource({
    "No space left on device, a place that takes every line: No space left on device",
    "Broken pipe, 'a reader until the last line, the pipe is closed'",
    "The pipe is being closed, 'a reader until the last line, the pipe is closed'",
  })
  void resultsThatCanNotBeWrittenAreComplainedOfByTheirCause(String cause, String complaint) {
    assertThatThrownBy(written(cause)::flushOrStop)
        .isInstanceOf(BadInputException.class)
        .hasMessage("standard output: expected " + complaint);
  }

  @Test
  void resultsThatAPlaceDidNotTakeAreAFaultAtTheEndAndAReaderThatWentAwayIsNone() {
    assertThatThrownBy(() -> written("No space left on device").requireRoom())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("standard output")
        .hasMessageContaining("No space left on device");
    assertThatCode(() -> written("Broken pipe").requireRoom()).doesNotThrowAnyException();
  }

  private static Console written(String cause) {
    Console console =
        Console.of(
            InputStream.nullInputStream(),
            failing(cause),
            OutputStream.nullOutputStream(),
            Terminals.NONE,
            Map.of());
    console.print("a line");
    console.flush();
    return console;
  }

  private static OutputStream failing(String cause) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(cause);
      }
    };
  }
}
