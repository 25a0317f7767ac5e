package io.palavra.cli.console;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
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
    Console console =
        Console.of(
            InputStream.nullInputStream(),
            failing(cause),
            OutputStream.nullOutputStream(),
            Terminals.NONE,
            Map.of());
    console.print("an answer");
    assertThatThrownBy(console::flushOrStop)
        .isInstanceOf(BadInputException.class)
        .hasMessage("standard output: expected " + complaint);
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
