package io.palavra.pipeline.machine;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks a program of the operating system. */
final class Command {
  private static final long PATIENCE_SECONDS = 5;

  private Command() {}

  /** What the program prints; no lines where it is not there, fails, or takes too long. */
  static List<String> lines(String... command) {
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
        boolean done = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!done || process.exitValue() != 0) {
          return List.of();
        }
        try (InputStream in = Files.newInputStream(out)) {
          return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
      } finally {
        Files.deleteIfExists(out);
      }
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  /** Whether a program of this name is on the path. */
  static boolean isThere(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator)) {
      if (!folder.isEmpty()
          && (Files.isExecutable(Path.of(folder, program))
              || Files.isExecutable(Path.of(folder, program + ".exe")))) {
        return true;
      }
    }
    return false;
  }
}
