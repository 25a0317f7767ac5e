package io.palavra.search.file;

import io.palavra.pipeline.corpus.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What files hold, so that a search is not gone on with on others by the same names. */
final class Contents {
  private static final int SHORT = 16;

  private Contents() {}

  /** The beginning of a file's or folder's fingerprint; empty for what is neither. */
  static Optional<String> of(String path) {
    try {
      return of(Path.of(path));
    } catch (InvalidPathException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<String> of(Path path) {
    if (Files.isRegularFile(path)) {
      return Optional.of(Fingerprint.of(path).sha256().substring(0, SHORT));
    }
    if (!Files.isDirectory(path)) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        parts.add(path.relativize(file).toString());
        parts.add(Fingerprint.of(file).sha256());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(Fingerprint.of(parts).sha256().substring(0, SHORT));
  }
}
