package io.palavra.cli;

import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.CatalogEntry;
import java.util.Locale;
import picocli.CommandLine.Command;

@Command(name = "list", description = "The data sets of the catalogue, and which are here.")
final class DataListCommand implements Runnable {
  private final Console console;

  DataListCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Catalog catalog = Catalog.standard();
    console.print(
        String.format(
            "%-20s %-5s %-15s %-8s %10s  %s", "name", "here", "task", "language", "size", "what"));
    for (CatalogEntry entry : catalog.entries()) {
      console.print(
          String.format(
              Locale.ROOT,
              "%-20s %-5s %-15s %-8s %10s  %s",
              entry.name(),
              catalog.folder(entry).isPresent() ? "yes" : "-",
              entry.task(),
              entry.language(),
              size(entry.bytes()),
              entry.title()));
    }
  }

  /** A number of bytes for people. */
  static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.0f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
