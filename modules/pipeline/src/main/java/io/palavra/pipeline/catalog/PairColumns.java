package io.palavra.pipeline.catalog;

import io.palavra.pipeline.datavec.Dialect;
import io.palavra.pipeline.file.LineReader;
import io.palavra.pipeline.file.TextFile;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where in a table sentences and their translations stand.
 *
 * @param source the column with the sentence: its name, or its number where there are no names
 * @param target that with the translation
 */
record PairColumns(Dialect dialect, String source, String target) {
  static final String SOURCE = "source";
  static final String TARGET = "target";

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

  /**
   * The same by names where columns are numbered and the first row names them: {@code source} and
   * {@code target}, or two languages.
   *
   * @param languages codes that name a column
   */
  PairColumns named(TextFile file, Set<String> languages) {
    if (!NUMBER.matcher(source).matches() || !NUMBER.matcher(target).matches()) {
      return this;
    }
    List<String> row = firstRow(file);
    int first = Integer.parseInt(source) - 1;
    int second = Integer.parseInt(target) - 1;
    if (Math.max(first, second) >= row.size()) {
      return this;
    }
    String from = row.get(first);
    String to = row.get(second);
    boolean sides = from.equals(SOURCE) && to.equals(TARGET);
    boolean codes = languages.contains(from) && languages.contains(to) && !from.equals(to);
    return sides || codes
        ? new PairColumns(new Dialect(dialect.delimiter(), dialect.quote(), true), from, to)
        : this;
  }

  private List<String> firstRow(TextFile file) {
    TextFile.Opened opened = file.open();
    String delimiter = Pattern.quote(String.valueOf(dialect.delimiter()));
    try (LineReader lines = new LineReader(opened.reader(), opened.source())) {
      return lines.next()
          ? Stream.of(lines.line().split(delimiter, -1)).map(String::strip).toList()
          : List.of();
    }
  }
}
