package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.CatalogEntry;
import java.util.ArrayList;
import java.util.List;
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
    List<String[]> lines = new ArrayList<>();
    lines.add(new String[] {"name", "here", "task", "language", "size", "what"});
    for (CatalogEntry entry : catalog.entries()) {
      lines.add(
          new String[] {
            entry.name(),
            catalog.folder(entry).isPresent() ? "yes" : "-",
            entry.task(),
            entry.language(),
            size(entry.bytes()),
            entry.title()
          });
    }
    String format = "%-" + width(lines, 0) + "s  %-4s  %-" + width(lines, 2) + "s  %-8s  %8s  %s";
    lines.forEach(line -> console.print(String.format(Locale.ROOT, format, (Object[]) line)));
  }

  private static int width(List<String[]> lines, int column) {
    return lines.stream().mapToInt(line -> line[column].length()).max().orElse(1);
  }

  /** A number of bytes for people. */
  static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.0f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
