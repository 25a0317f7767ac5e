package io.palavra.pipeline.datavec;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.file.RecordLimit;
import io.palavra.pipeline.file.TextFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows of a table one by one. Every row has as many fields as the first; blank lines pass. */
final class TableRows implements Closeable {
  /** How columns of other names are named. */
  private static final String NAMING =
      "--text, --label; of pairs --read source-column=NAME, target-column=NAME";

  private final TextFile file;
  private final Dialect dialect;
  private final String source;
  private final Bounded reader;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> columns;
  private String[] ahead = {};
  private boolean hasAhead;
  private String[] fields = {};
  private long line;

  TableRows(TextFile file, Dialect dialect) {
    this.file = file;
    this.dialect = dialect;
    TextFile.Opened opened = file.open();
    this.source = opened.source();
    this.reader = new Bounded(opened.reader());
    boolean ready = false;
    try {
      this.parser = CSVParser.builder().setReader(reader).setFormat(dialect.format()).get();
      this.records = parser.iterator();
      if (!advance()) {
        throw BadInputException.of(source, "a table, but there is no row in it");
      }
      this.columns = dialect.header() ? header() : numbers();
      ready = true;
    } catch (IOException e) {
      throw new UncheckedIOException(source + ": " + e.getMessage(), e);
    } finally {
      if (!ready) {
        closeQuietly();
      }
    }
  }

  private List<String> header() {
    return Arrays.stream(fields).map(String::strip).toList();
  }

  private List<String> numbers() {
    ahead = fields;
    hasAhead = true;
    return IntStream.rangeClosed(1, fields.length).mapToObj(String::valueOf).toList();
  }

  List<String> columns() {
    return columns;
  }

  /** Where a column stands in {@link #fields()}. */
  int column(String name) {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw BadInputException.of(
          source,
          String.join(", ", columns),
          "a column \"" + name + "\" (or say which it is: " + NAMING + ")");
    }
    if (columns.lastIndexOf(name) != index) {
      throw BadInputException.of(
          source, String.join(", ", columns), "one column \"" + name + "\" only");
    }
    return index;
  }

  /** Where a column stands that is another than one that was found. */
  int columnBeside(int other, String name) {
    int index = column(name);
    if (index == other) {
      throw BadInputException.of(
          source, name, "two columns, not the same for both (" + NAMING + ")");
    }
    return index;
  }

  /** Goes to the next row; false behind the last. */
  boolean next() {
    if (hasAhead) {
      hasAhead = false;
      fields = ahead;
      return true;
    }
    if (!advance()) {
      return false;
    }
    if (fields.length != columns.size()) {
      throw place()
          .complaint(
              fields.length + (fields.length == 1 ? " field" : " fields"),
              columns.size() + " as in the first row: " + String.join(", ", columns));
    }
    return true;
  }

  String[] fields() {
    return fields;
  }

  Place place() {
    return new Place(source, line);
  }

  private boolean advance() {
    do {
      line = parser.getCurrentLineNumber() + 1;
      reader.beginRecord();
      if (!more()) {
        return false;
      }
      fields = records.next().values();
    } while (fields.length == 1 && fields[0].isEmpty());
    return true;
  }

  private boolean more() {
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        throw brokenQuote(e);
      }
      throw e;
    }
  }

  private BadInputException brokenQuote(RuntimeException e) {
    long opened = line;
    try (Reader again = file.open().reader()) {
      opened = BrokenQuote.openedAt(again, dialect, line);
    } catch (IOException unknown) {
      opened = line;
    }
    return BadInputException.at(
            source,
            opened,
            null,
            "a closing quote and then a delimiter or the line's end for the quote that opens here;"
                + " say quote=none where quotes are plain characters")
        .because(e);
  }

  @Override
  public void close() {
    closeQuietly();
  }

  private void closeQuietly() {
    try {
      reader.close();
    } catch (IOException readingIsOver) {
      return;
    }
  }

  /** Ends a row that outgrows every text, since a quote left open takes in the whole rest. */
  private final class Bounded extends Reader {
    private final Reader in;
    private long since;

    Bounded(Reader in) {
      this.in = in;
    }

    void beginRecord() {
      since = 0;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      if (since > RecordLimit.CHARACTERS) {
        throw BadInputException.at(
            source,
            line,
            null,
            "at most " + RecordLimit.CHARACTERS + " characters in one row; is a quote left open?");
      }
      int n = in.read(target, offset, length);
      since += Math.max(0, n);
      return n;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
