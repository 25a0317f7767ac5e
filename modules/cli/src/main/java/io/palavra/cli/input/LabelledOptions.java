package io.palavra.cli.input;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which texts with classes, and how to read them. */
public final class LabelledOptions {
  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description =
          "A data set of the catalogue (palavra data list), a CSV, TSV or JSON lines file, a folder per class.")
  private String data;

  @Option(names = "--dev", paramLabel = "PATH", description = "The development file.")
  private Path dev;

  @Option(names = "--test", paramLabel = "PATH", description = "The test file.")
  private Path test;

  @Mixin private ReadingOptions reading = new ReadingOptions();

  public DataRequest required() {
    if (data == null) {
      throw BadInputException.of("option --data", "a name from palavra data list, or a path");
    }
    return new DataRequest(
        data, Optional.ofNullable(dev), Optional.ofNullable(test), reading.given());
  }
}
