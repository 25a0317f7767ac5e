package io.palavra.embeddings.model;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.format.LoadedVectors;
import io.palavra.embeddings.format.VectorFiles;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.InputFile;
import io.palavra.training.bundle.BundleReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Vectors from whatever a user names: a model of this kind, the folder of its run, or a file in any
 * of the formats.
 *
 * @param vectors of words
 * @param texts that the model learned; paragraph vectors alone have them
 * @param description one line: what was opened, and what was forgiven
 */
public record OpenVectors(WordVectors vectors, Optional<LearnedTexts> texts, String description) {
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /**
   * Opens vectors.
   *
   * @throws BadInputException when there are none, or they are broken
   */
  public static OpenVectors read(Path path) {
    return read(path, word -> true);
  }

  /**
   * Opens vectors and keeps of a file without n-grams the wanted words alone, so that a file of
   * millions of words can be read for a vocabulary of thousands.
   */
  static OpenVectors read(Path path, Predicate<String> wanted) {
    Path file = file(path);
    if (isBundle(file)) {
      EmbeddingsModel model = EmbeddingsBundle.unpack(BundleReader.read(file, EmbeddingsKind.ID));
      String texts =
          model.texts().map(all -> ", and of " + Amount.of(all.notes().size(), "text")).orElse("");
      String line = shape(file, model.vectors()) + texts;
      return new OpenVectors(model.vectors(), model.texts(), line);
    }
    LoadedVectors loaded = VectorFiles.read(file, wanted);
    StringBuilder line = new StringBuilder(shape(file, loaded.vectors()));
    forgiven(line, loaded.duplicates(), "word came twice", "words came twice");
    forgiven(line, loaded.nameless(), "row had no word", "rows had no word");
    forgiven(line, loaded.brokenWords(), "word was no UTF-8", "words were no UTF-8");
    if (loaded.labels() > 0) {
      line.append("; only the vectors of this classifier are kept, not its ")
          .append(Amount.of(loaded.labels(), "label"));
    }
    return new OpenVectors(loaded.vectors(), Optional.empty(), line.toString());
  }

  /** The file that is read where a user names a path: of the folder of a run, its model. */
  public static Path file(Path path) {
    return Files.isDirectory(path) ? path.resolve("model.palavra") : path;
  }

  /** A pipe can be read once, and a model not from its end: what comes from one is no model. */
  private static boolean isBundle(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = InputFile.raw(file)) {
      return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  private static String shape(Path file, WordVectors vectors) {
    return String.format(
        Locale.ROOT,
        "%s: %s of %s%s",
        file,
        Amount.of(vectors.size(), "vector"),
        Amount.of(vectors.dimensions(), "number"),
        vectors.hasSubwords() ? ", with n-grams for unseen words" : "");
  }

  private static void forgiven(StringBuilder line, long count, String one, String several) {
    if (count > 0) {
      line.append("; ").append(Amount.of(count, one, several));
    }
  }
}
