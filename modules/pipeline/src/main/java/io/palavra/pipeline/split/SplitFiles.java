package io.palavra.pipeline.split;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.LabelledText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The parts of a split as CSV files with the columns {@code text} and {@code label}. */
public final class SplitFiles {
  static final CsvRows<LabelledText> TEXTS =
      new CsvRows<>(List.of("text", "label"), text -> List.of(text.text(), text.label()));

  private SplitFiles() {}

  /**
   * A file of a part.
   *
   * @param rows how many texts stand in it
   */
  public record Written(Path file, long rows) {}

  /**
   * Writes {@code train.csv}, {@code dev.csv} and {@code test.csv}, or none of them.
   *
   * @return the files written, in this order
   * @throws BadInputException when one of them is there already, or the folder can not be written
   */
  public static List<Written> write(Split<LabelledText> split, Path folder) {
    List<Path> files =
        List.of("train.csv", "dev.csv", "test.csv").stream().map(folder::resolve).toList();
    for (Path file : files) {
      if (Files.exists(file)) {
        throw BadInputException.of(file.toString(), "a folder without earlier parts");
      }
    }
    CsvRows.makeFolder(folder);
    List<Written> written = new ArrayList<>();
    boolean done = false;
    try {
      for (int i = 0; i < files.size(); i++) {
        long rows = TEXTS.write(split.corpora().get(i), files.get(i));
        written.add(new Written(files.get(i), rows));
      }
      done = true;
    } finally {
      if (!done) {
        written.forEach(part -> delete(part.file()));
      }
    }
    return List.copyOf(written);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException theFirstFaultIsTold) {
      return;
    }
  }
}
