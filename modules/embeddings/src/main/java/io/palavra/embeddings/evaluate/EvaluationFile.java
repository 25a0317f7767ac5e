package io.palavra.embeddings.evaluate;

import io.palavra.pipeline.corpus.Lines;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.file.TextFile;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a file for the evaluation of vectors holds, by at least half of its first lines, so that its
 * reader can complain about one that does not fit.
 */
public final class EvaluationFile {
  private static final int LOOKED_AT = 20;
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+([.,]\\d+)?");

  private EvaluationFile() {}

  /** What there can be. */
  public enum Kind {
    /** Four words a line. */
    ANALOGIES,
    /** Two words and a score a line. */
    SIMILARITIES,
    /** Something else. */
    NEITHER
  }

  /**
   * Looks at the first lines.
   *
   * @throws io.palavra.pipeline.BadInputException when there is no such file, or it is no text
   */
  public static Kind kind(Path file) {
    int analogies = 0;
    int similarities = 0;
    int seen = 0;
    try (RecordStream<String> lines = new Lines(file.toString(), TextFile.utf8(file)).open()) {
      while (lines.hasNext() && seen < LOOKED_AT) {
        String line = lines.next().value().strip();
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        seen++;
        if (SimilaritySet.isPair(line)) {
          similarities++;
        } else if (line.startsWith(":") || isQuestion(line)) {
          analogies++;
        }
      }
    }
    if (2 * Math.max(similarities, analogies) < Math.max(1, seen)) {
      return Kind.NEITHER;
    }
    return similarities >= analogies ? Kind.SIMILARITIES : Kind.ANALOGIES;
  }

  /** Four words, of which the last one is no number, as it is in a table of counts. */
  private static boolean isQuestion(String line) {
    List<String> words = AnalogySet.words(line);
    return words.size() == 4 && !NUMBER.matcher(words.get(3)).matches();
  }
}
