package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.OutputFile;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.model.OpenVectors;
import java.nio.file.Path;
import java.util.List;
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

  /** Refuses a file to write that is the one to read, or that can not be written. */
  void requireOutput(Path out) {
    OutputFile.require(out, List.of(OpenVectors.file(path)));
  }

  WordVectors open(Console console) {
    return open(path, console);
  }

  static WordVectors open(Path path, Console console) {
    return openAll(path, console).vectors();
  }

  /** Those of texts, too, where the model has some. */
  OpenVectors openAll(Console console) {
    return openAll(path, console);
  }

  static OpenVectors openAll(Path path, Console console) {
    OpenVectors opened = OpenVectors.read(path);
    console.say(opened.description());
    return opened;
  }
}
