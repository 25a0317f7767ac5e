package io.palavra.pipeline.datavec;

import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.file.TextFile;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;

/**
 * A DataVec record reader for CSV and TSV: quoted line breaks stay in their field, a byte order
 * mark is removed, blank lines pass, gz, zip and tar.gz are read as they are, and every record
 * knows the line on which it begins. DataVec's own {@code CSVRecordReader} (1.0.0-M2.1) reads line
 * by line and can do none of these. All values are {@link Text}; several files are read sorted by
 * their names.
 */
public final class TableRecordReader extends BaseRecordReader {
  private static final long serialVersionUID = 1L;

  private final char delimiter;
  private final String quote;
  private final boolean header;
  private final String charset;
  private transient List<TextFile> files = List.of();
  private transient int nextFile;
  private transient Optional<TableRows> rows = Optional.empty();
  private transient boolean ahead;
  private transient Configuration configuration = new Configuration();

  /** A reader that {@link #initialize(InputSplit)} points at files. */
  public TableRecordReader(Dialect dialect, Charset charset) {
    this.delimiter = dialect.delimiter();
    this.quote = dialect.quote().map(String::valueOf).orElse("");
    this.header = dialect.header();
    this.charset = charset.name();
  }

  /**
   * A reader of one file, open at its first row.
   *
   * @throws io.palavra.pipeline.BadInputException when it is not such a table
   */
  public static TableRecordReader over(TextFile file, Dialect dialect) {
    TableRecordReader reader = new TableRecordReader(dialect, file.charset());
    reader.files = List.of(file);
    reader.reset();
    return reader;
  }

  private Dialect dialect() {
    Optional<Character> mark = quote.isEmpty() ? Optional.empty() : Optional.of(quote.charAt(0));
    return new Dialect(delimiter, mark, header);
  }

  @Override
  public void initialize(InputSplit split) {
    inputSplit = split;
    files =
        Arrays.stream(split.locations())
            .sorted()
            .map(uri -> TextFile.utf8(Path.of(uri)).in(Charset.forName(charset)))
            .toList();
    reset();
  }

  @Override
  public void initialize(Configuration conf, InputSplit split) {
    setConf(conf);
    initialize(split);
  }

  /** The names of the columns of the file at hand. */
  public List<String> columns() {
    return rows.map(TableRows::columns).orElse(List.of());
  }

  /** Where a column stands in a record, from 0; complains when there is none. */
  int column(String name) {
    return rows.orElseThrow().column(name);
  }

  /** Where a column stands that is another than one that was found. */
  int columnBeside(int other, String name) {
    return rows.orElseThrow().columnBeside(other, name);
  }

  /** Where the record that {@link #next()} gave last begins. */
  Place place() {
    return rows.orElseThrow().place();
  }

  @Override
  public boolean hasNext() {
    while (!ahead) {
      if (rows.isPresent() && rows.get().next()) {
        ahead = true;
      } else if (!openNext()) {
        return false;
      }
    }
    return true;
  }

  private boolean openNext() {
    if (nextFile >= files.size()) {
      return false;
    }
    close();
    rows = Optional.of(new TableRows(files.get(nextFile), dialect()));
    nextFile++;
    return true;
  }

  @Override
  public List<Writable> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ahead = false;
    String[] fields = rows.orElseThrow().fields();
    List<Writable> record = new ArrayList<>(fields.length);
    for (String field : fields) {
      record.add(new Text(field));
    }
    if (!listeners.isEmpty()) {
      invokeListeners(record);
    }
    return record;
  }

  @Override
  public Record nextRecord() {
    List<Writable> record = next();
    return new org.datavec.api.records.impl.Record(record, metaData());
  }

  private RecordMetaData metaData() {
    URI uri = files.get(nextFile - 1).path().toUri();
    return new RecordMetaDataLine(Math.toIntExact(place().line()), uri, TableRecordReader.class);
  }

  @Override
  public Record loadFromMetaData(RecordMetaData recordMetaData) {
    return loadFromMetaData(List.of(recordMetaData)).get(0);
  }

  /** Reads each file anew up to the row that is looked for. */
  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> recordMetaDatas) {
    List<Record> found = new ArrayList<>();
    for (RecordMetaData wanted : recordMetaDatas) {
      TextFile file = TextFile.utf8(Path.of(wanted.getURI())).in(Charset.forName(charset));
      try (TableRecordReader again = over(file, dialect())) {
        Record record = again.nextRecord();
        while (!record.getMetaData().equals(wanted)) {
          record = again.nextRecord();
        }
        found.add(record);
      }
    }
    return found;
  }

  @Override
  public List<Writable> record(URI uri, DataInputStream dataInputStream) throws IOException {
    throw new UnsupportedOperationException("a table is a sequence of records: use initialize");
  }

  @Override
  public List<String> getLabels() {
    return List.of();
  }

  @Override
  public void reset() {
    close();
    rows = Optional.empty();
    nextFile = 0;
    ahead = false;
    openNext();
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  @Override
  public boolean batchesSupported() {
    return true;
  }

  @Override
  public List<List<Writable>> next(int num) {
    List<List<Writable>> batch = new ArrayList<>();
    while (batch.size() < num && hasNext()) {
      batch.add(next());
    }
    return batch;
  }

  @Override
  public void setConf(Configuration conf) {
    configuration = conf;
  }

  @Override
  public Configuration getConf() {
    return configuration;
  }

  @Override
  public void close() {
    rows.ifPresent(TableRows::close);
  }
}
