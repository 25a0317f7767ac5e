package io.palavra.pipeline.catalog;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The data that a user asked for.
 *
 * @param data a catalogue name, or a path
 * @param dev the development file where it is given
 * @param test the test file where it is given
 * @param reading how to read files, by option name: {@code text}, {@code label} (columns), {@code
 *     charset}, {@code format}; a name that the readers do not know is refused
 */
public record DataRequest(
    String data, Optional<Path> dev, Optional<Path> test, Map<String, String> reading) {

  /** Copies the map. */
  public DataRequest {
    reading = Map.copyOf(reading);
  }

  /** A data set by name or path, as its own defaults have it. */
  public static DataRequest of(String nameOrPath) {
    return new DataRequest(nameOrPath, Optional.empty(), Optional.empty(), Map.of());
  }
}
