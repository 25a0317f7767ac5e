package io.palavra.pipeline.split;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.file.AtomicFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Records as the rows of a CSV file, which the catalogue reads back as they were.
 *
 * @param columns their names
 * @param fields those of a record, in the columns' order
 * @param <T> the record's type
 */
record CsvRows<T>(List<String> columns, Function<T, List<String>> fields) {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  /**
   * Makes a folder for such files.
   *
   * @throws BadInputException when it can not be made
   */
  static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw BadInputException.place(folder.toString(), "a folder that can be written to")
          .because(e);
    }
  }

  /**
   * Writes or replaces a file.
   *
   * @return how many rows stand below the names of the columns
   */
  long write(Corpus<T> corpus, Path file) {
    AtomicLong rows = new AtomicLong();
    AtomicFile.write(file, out -> rows.set(print(corpus, out)));
    return rows.get();
  }

  private long print(Corpus<T> corpus, OutputStream out) throws IOException {
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    CSVPrinter printer = new CSVPrinter(writer, FORMAT);
    printer.printRecord(columns);
    long rows = 0;
    try (RecordStream<T> records = corpus.open()) {
      for (; records.hasNext(); rows++) {
        printer.printRecord(fields.apply(records.next().value()));
      }
    }
    printer.flush();
    return rows;
  }
}
