package io.palavra.pipeline.split;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
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
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The parts of a split as CSV files with the columns {@code text} and {@code label}. */
public final class SplitFiles {

  private SplitFiles() {}

  /**
   * Writes {@code train.csv}, {@code dev.csv} and {@code test.csv}.
   *
   * @return the files written
   * @throws BadInputException when one of them is there already, or the folder can not be written
   */
  public static List<Path> write(Split<LabelledText> split, Path folder) {
    Path train = folder.resolve("train.csv");
    Path dev = folder.resolve("dev.csv");
    Path test = folder.resolve("test.csv");
    List<Path> files = List.of(train, dev, test);
    for (Path file : files) {
      if (Files.exists(file)) {
        throw BadInputException.of(file.toString(), "a folder without earlier parts");
      }
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw BadInputException.of(folder.toString(), "a folder that can be written to").because(e);
    }
    write(split.train().corpus(), train);
    write(split.dev().corpus(), dev);
    write(split.test().corpus(), test);
    return files;
  }

  private static void write(Corpus<LabelledText> corpus, Path file) {
    AtomicFile.write(file, out -> print(corpus, out));
  }

  private static void print(Corpus<LabelledText> corpus, OutputStream out) throws IOException {
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader("text", "label").setRecordSeparator("\n").get();
    CSVPrinter printer = new CSVPrinter(writer, format);
    try (RecordStream<LabelledText> records = corpus.open()) {
      while (records.hasNext()) {
        LabelledText record = records.next().value();
        printer.printRecord(record.text(), record.label());
      }
    }
    printer.flush();
  }
}
