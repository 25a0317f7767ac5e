package io.palavra.pipeline.split;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * The parts of a data set as files of their own, with the development part among what is learned
 * from: for a last training, when all is decided. The development part is still written beside, for
 * curves; it can choose nothing any more.
 */
public final class PartFiles {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').setQuoteMode(QuoteMode.ALL).get();

  private PartFiles() {}

  /** Texts with their labels, in CSV files of a folder. */
  public static DataRequest joined(Split<LabelledText> split, Path folder) {
    return write(
        split, folder, List.of("text", "label"), text -> List.of(text.text(), text.label()));
  }

  /** Sentences with their translations, in CSV files of a folder. */
  public static DataRequest joinedPairs(Split<ParallelText> split, Path folder) {
    return write(
        split, folder, List.of("source", "target"), pair -> List.of(pair.source(), pair.target()));
  }

  private static <T> DataRequest write(
      Split<T> split, Path folder, List<String> columns, Function<T, List<String>> row) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw BadInputException.place(folder.toString(), "a folder that can be written").because(e);
    }
    Corpus<T> dev = split.dev().corpus();
    Corpus<T> both = Corpora.concat("train and dev", List.of(split.train().corpus(), dev));
    Path train = folder.resolve("train.csv");
    write(train, both, columns, row);
    write(folder.resolve("dev.csv"), dev, columns, row);
    write(folder.resolve("test.csv"), split.test().corpus(), columns, row);
    return new DataRequest(
        train.toString(),
        Optional.of(folder.resolve("dev.csv")),
        Optional.of(folder.resolve("test.csv")),
        Map.of());
  }

  private static <T> void write(
      Path file, Corpus<T> corpus, List<String> columns, Function<T, List<String>> row) {
    AtomicFile.write(
        file,
        out -> {
          Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          CSVPrinter printer = new CSVPrinter(text, FORMAT);
          printer.printRecord(columns);
          try (RecordStream<T> records = corpus.open()) {
            while (records.hasNext()) {
              printer.printRecord(row.apply(records.next().value()));
            }
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
          printer.flush();
        });
  }
}
