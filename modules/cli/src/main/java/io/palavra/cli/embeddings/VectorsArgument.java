package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.model.OpenVectors;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The vectors that a verb is about. */
final class VectorsArgument {
  @Parameters(
      index = "0",
      paramLabel = "MODEL|FILE",
      description = "A model.palavra, its run's folder, or a file of vectors.")
  private Path path;

  Path path() {
    return path;
  }

  WordVectors open(Console console) {
    return open(path, console);
  }

  static WordVectors open(Path path, Console console) {
    OpenVectors opened = OpenVectors.read(path);
    console.say(opened.description());
    return opened.vectors();
  }
}
