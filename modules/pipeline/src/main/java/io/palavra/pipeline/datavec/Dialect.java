package io.palavra.pipeline.datavec;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.LineReader;
import io.palavra.pipeline.file.TextFile;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;

/**
 * How a table is written down.
 *
 * @param delimiter what parts the fields
 * @param quote what encloses a field that holds the delimiter, a line break or (doubled) a quote;
 *     empty where quotes are plain characters
 * @param header whether the first row names the columns; without it they are named 1, 2, 3 ...
 */
public record Dialect(char delimiter, Optional<Character> quote, boolean header) {
  /** RFC 4180. */
  public static final Dialect CSV = new Dialect(',', Optional.of('"'), true);

  /** As CSV with tabs, which is what spreadsheets and pandas write. */
  public static final Dialect TSV = new Dialect('\t', Optional.of('"'), true);

  /** Tabs and nothing else: no quotes, no header. */
  public static final Dialect PLAIN_TSV = new Dialect('\t', Optional.empty(), false);

  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

  /** Refuses delimiters that no table can have. */
  public Dialect {
    if (delimiter == '\n' || delimiter == '\r' || quote.equals(Optional.of(delimiter))) {
      throw BadInputException.of(
          "delimiter", String.valueOf(delimiter), "a character that is no line end and no quote");
    }
  }

  /**
   * This dialect, or the one with the delimiter that the header shows: the first of {@code , ; tab
   * |} by which all wanted columns are found. Spreadsheets in Portuguese write semicolons.
   */
  public Dialect fitting(TextFile file, List<String> wanted) {
    if (!header) {
      return this;
    }
    TextFile.Opened opened = file.open();
    try (LineReader lines = new LineReader(opened.reader(), opened.source())) {
      boolean row = lines.next();
      while (row && lines.line().isEmpty()) {
        row = lines.next();
      }
      if (!row || shows(lines.line(), delimiter, wanted)) {
        return this;
      }
      for (char other : DELIMITERS) {
        if (shows(lines.line(), other, wanted)) {
          return new Dialect(other, quote, true);
        }
      }
      return this;
    }
  }

  private boolean shows(String line, char candidate, List<String> wanted) {
    List<String> names =
        List.of(line.split(java.util.regex.Pattern.quote(String.valueOf(candidate)), -1)).stream()
            .map(this::bare)
            .toList();
    return names.containsAll(wanted);
  }

  private String bare(String name) {
    String mark = quote.map(String::valueOf).orElse("");
    String inner = name.strip();
    boolean quoted = !mark.isEmpty() && inner.length() > 1 && inner.startsWith(mark);
    return quoted && inner.endsWith(mark) ? inner.substring(1, inner.length() - 1).strip() : inner;
  }

  CSVFormat format() {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(delimiter)
        .setQuote(quote.orElse(null))
        .setIgnoreEmptyLines(false)
        .get();
  }
}
