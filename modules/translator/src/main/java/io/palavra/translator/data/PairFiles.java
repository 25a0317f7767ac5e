package io.palavra.translator.data;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The three parts of a set of pairs as files that {@code palavra train translator} reads. */
final class PairFiles {
  private PairFiles() {}

  /**
   * Writes {@code train.tsv}, {@code dev.tsv} and {@code test.tsv}.
   *
   * @throws BadInputException when the folder can not be written
   */
  static List<Path> write(
      Path folder, List<ParallelText> train, List<ParallelText> dev, List<ParallelText> test) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw BadInputException.of(folder.toString(), "a folder that can be made").because(e);
    }
    List<Path> written = new ArrayList<>();
    written.add(write(folder.resolve("train.tsv"), train));
    written.add(write(folder.resolve("dev.tsv"), dev));
    written.add(write(folder.resolve("test.tsv"), test));
    return written;
  }

  private static Path write(Path file, List<ParallelText> pairs) {
    StringBuilder text = new StringBuilder();
    for (ParallelText pair : pairs) {
      text.append(flat(pair.source())).append('\t').append(flat(pair.target())).append('\n');
    }
    AtomicFile.writeString(file, text.toString());
    return file;
  }

  /** Neither tabulators nor line breaks within a field. */
  private static String flat(String text) {
    return text.replaceAll("[\\t\\r\\n]+", " ");
  }
}
