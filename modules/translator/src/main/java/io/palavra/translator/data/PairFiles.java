package io.palavra.translator.data;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.kind.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The three parts of a set of pairs as files that {@code palavra train translator} reads. */
final class PairFiles {
  private PairFiles() {}

  /**
   * Looks whether the three can be written there without loss of anything; changes nothing.
   *
   * @throws BadInputException when it is a file, can not be written, or holds something
   */
  static void requireEmpty(Path folder) {
    RunFolder.check(folder, true);
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> there = Files.list(folder)) {
      there
          .map(file -> file.getFileName().toString())
          .min(Comparator.naturalOrder())
          .ifPresent(
              name -> {
                throw BadInputException.of(
                    folder.toString(), "a new or empty folder, but there is a " + name + " in it");
              });
    } catch (IOException e) {
      throw BadInputException.of(folder.toString(), "a folder that can be read").because(e);
    }
  }

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
