package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import io.palavra.pipeline.catalog.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Fetch a data set of the catalogue and check its sums.")
final class DataGetCommand implements Runnable {
  private final Console console;

  @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
  private String name;

  DataGetCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    console.print(Catalog.standard().get(name).toString());
  }
}
