package io.palavra.cli.input;

import io.palavra.pipeline.catalog.DataRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The data set to look at, as the first parameter or as {@code --data}. */
public final class DataSource {
  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME|PATH", description = "The data.")
  private String name;

  @Mixin private DataOptions options = new DataOptions();

  public DataRequest request() {
    return name == null ? options.required() : options.orElse(name);
  }
}
