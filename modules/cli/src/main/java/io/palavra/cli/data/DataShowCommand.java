package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.CatalogEntry;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description =
        "All that the catalogue says of a data set, and its first texts where it is here.")
final class DataShowCommand implements Runnable {
  private final Console console;

  @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
  private String name;

  DataShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Catalog catalog = Catalog.standard();
    CatalogEntry entry = catalog.required(name);
    describe(catalog, entry);
    if (catalog.folder(entry).isPresent()) {
      FirstRows.of(catalog, entry).forEach(row -> console.print("    " + row));
    }
  }

  private void describe(Catalog catalog, CatalogEntry entry) {
    console.print(console.colours().bold(entry.name()) + ": " + entry.title());
    field("task", entry.task());
    field("language", entry.language());
    field("origin", entry.origin());
    field("licence", entry.licence());
    field("published", entry.published());
    field("here", catalog.folder(entry).map(Path::toString).orElse("no"));
    field("how to get it", entry.getting());
    for (CatalogEntry.DataFile file : entry.files()) {
      field(
          "file",
          file.path() + ", " + DataListCommand.size(file.bytes()) + ", SHA-256 " + file.sha256());
    }
  }

  private void field(String title, String value) {
    if (!value.isEmpty()) {
      console.print(String.format("  %-14s %s", title, value));
    }
  }
}
