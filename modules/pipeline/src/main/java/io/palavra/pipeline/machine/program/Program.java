package io.palavra.pipeline.machine.program;

import io.palavra.pipeline.machine.program.Answer.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks a program of the operating system. */
public final class Program {
  private static final int LONGEST_ANSWER = 1 << 20;

  private Program() {}

  /**
   * Runs a program without input and waits for its end, no longer than {@code patience}; one that
   * takes longer is killed, though not waited for: a program that hangs in a driver does not die.
   */
  public static Answer ask(Duration patience, List<String> command) {
    Process process = null;
    try {
      Path out = Files.createTempFile("palavra", ".txt");
      try {
        process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        process.getOutputStream().close();
        boolean done = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!done) {
          return new Answer(Ending.LATE, List.of());
        }
        return new Answer(process.exitValue() == 0 ? Ending.DONE : Ending.FAILED, read(out));
      } finally {
        Files.deleteIfExists(out);
      }
    } catch (IOException e) {
      return new Answer(Ending.MISSING, List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(Ending.LATE, List.of());
    } finally {
      if (process != null) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }

  private static List<String> read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
