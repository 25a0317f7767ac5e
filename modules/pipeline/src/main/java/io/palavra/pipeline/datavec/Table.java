package io.palavra.pipeline.datavec;

import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.corpus.SequentialStream;
import io.palavra.pipeline.file.TextFile;
import java.util.List;
import java.util.Optional;
import org.datavec.api.writable.Writable;

/**
 * Two columns of a CSV or TSV file as records.
 *
 * @param <T> the record's type
 */
public final class Table<T> implements Corpus<T> {
  private final String name;
  private final TextFile file;
  private final Dialect dialect;
  private final String first;
  private final String second;
  private final Maker<T> record;

  /** Makes a record of two fields of the row that stands at a place. */
  private interface Maker<T> {
    T of(String first, String second, Place place);
  }

  private Table(
      String name, TextFile file, Dialect dialect, String first, String second, Maker<T> record) {
    this.name = name;
    this.file = file;
    this.dialect = dialect;
    this.first = first;
    this.second = second;
    this.record = record;
  }

  /**
   * Classified texts.
   *
   * @param text the column with the text
   * @param label the column with the class; white space around a class is dropped
   */
  public static Corpus<LabelledText> labelled(
      String name, TextFile file, Dialect dialect, String text, String label) {
    return new Table<>(name, file, dialect, text, label, Table::labelled);
  }

  private static LabelledText labelled(String text, String label, Place place) {
    if (label.isBlank()) {
      throw place.complaint(label, "the name of a class");
    }
    return new LabelledText(text, label.strip());
  }

  /**
   * Sentences and their translations.
   *
   * @param source the column with the source sentence
   * @param target the column with the translation
   */
  public static Corpus<ParallelText> parallel(
      String name, TextFile file, Dialect dialect, String source, String target) {
    return new Table<>(
        name, file, dialect, source, target, (s, t, place) -> new ParallelText(s, t));
  }

  /**
   * What the columns of a table are called.
   *
   * @throws io.palavra.pipeline.BadInputException when there is no row in it
   */
  public static List<String> columns(TextFile file, Dialect dialect) {
    try (TableRecordReader reader = TableRecordReader.over(file, dialect)) {
      return reader.columns();
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public RecordStream<T> open() {
    TableRecordReader reader = TableRecordReader.over(file, dialect);
    try {
      int column = reader.column(first);
      return new Rows(reader, column, reader.columnBeside(column, second));
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  @Override
  public Fingerprint fingerprint() {
    return Fingerprint.of(
        List.of(Fingerprint.of(file).sha256(), dialect.toString(), first, second));
  }

  private final class Rows extends SequentialStream<T> {
    private final TableRecordReader reader;
    private final int firstColumn;
    private final int secondColumn;

    Rows(TableRecordReader reader, int firstColumn, int secondColumn) {
      this.reader = reader;
      this.firstColumn = firstColumn;
      this.secondColumn = secondColumn;
    }

    @Override
    protected Optional<Located<T>> read() {
      if (!reader.hasNext()) {
        return Optional.empty();
      }
      List<Writable> row = reader.next();
      Place place = reader.place();
      T value = record.of(row.get(firstColumn).toString(), row.get(secondColumn).toString(), place);
      return Optional.of(new Located<>(value, place));
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
