package io.palavra.embeddings.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** The fields of a line that commas part, in quotes or not. */
final class CommaFields {
  private static final Pattern BEHIND_A_WORD = Pattern.compile(",(\\s|$)");
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).get();

  private CommaFields() {}

  /**
   * Whether a line is to be read so: it has no tab, and commas for so many fields, or one behind a
   * word. Other ones stand in words, or in a number.
   */
  static boolean fit(String line, int fields) {
    boolean enough = line.chars().filter(c -> c == ',').count() >= fields - 1;
    return line.indexOf('\t') < 0 && (enough || BEHIND_A_WORD.matcher(line).find());
  }

  /** The fields without white space around them; none where a quote does not close its field. */
  static Optional<List<String>> of(String line) {
    try (CSVParser parser = CSVParser.parse(line, FORMAT)) {
      return Optional.of(parser.getRecords().get(0).toList());
    } catch (IOException | UncheckedIOException unclosed) {
      return Optional.empty();
    }
  }
}
