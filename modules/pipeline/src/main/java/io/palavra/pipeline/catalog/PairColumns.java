package io.palavra.pipeline.catalog;

import io.palavra.pipeline.datavec.Dialect;
import io.palavra.pipeline.datavec.Table;
import io.palavra.pipeline.file.TextFile;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
  private static final Set<String> SIDES = Set.of(SOURCE, TARGET);

  /** The first two columns of a table whose first row may name them. */
  static PairColumns firstTwo(Dialect dialect, TextFile file, Set<String> languages) {
    PairColumns numbered = new PairColumns(dialect, "1", "2");
    List<String> row = numbered.firstRow(file);
    return row.containsAll(SIDES) ? numbered.named(SOURCE, TARGET) : numbered.named(row, languages);
  }

  /**
   * The same by names where columns are numbered and the first row names them: {@code source} and
   * {@code target}, or two languages.
   *
   * @param languages codes that name a column
   */
  PairColumns named(TextFile file, Set<String> languages) {
    boolean numbered = NUMBER.matcher(source).matches() && NUMBER.matcher(target).matches();
    return numbered ? named(firstRow(file), languages) : this;
  }

  private PairColumns named(List<String> row, Set<String> languages) {
    int first = Integer.parseInt(source) - 1;
    int second = Integer.parseInt(target) - 1;
    if (Math.max(first, second) >= row.size()) {
      return this;
    }
    String from = row.get(first);
    String to = row.get(second);
    boolean names =
        SIDES.contains(from) && SIDES.contains(to)
            || languages.contains(from) && languages.contains(to);
    return names && !from.equals(to) ? named(from, to) : this;
  }

  private PairColumns named(String from, String to) {
    return new PairColumns(withHeader(), from, to);
  }

  private List<String> firstRow(TextFile file) {
    return Table.columns(file, withHeader());
  }

  private Dialect withHeader() {
    return new Dialect(dialect.delimiter(), dialect.quote(), true);
  }
}
