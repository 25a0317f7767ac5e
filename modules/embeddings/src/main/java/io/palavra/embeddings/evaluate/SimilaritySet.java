package io.palavra.embeddings.evaluate;

import io.palavra.embeddings.WordForms;
import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Lines;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.file.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pairs of words and how similar people found them.
 *
 * @param name for reports
 */
public record SimilaritySet(String name, List<Pair> pairs) implements EvaluationSet {
  /** What no column is called: a digit before any letter, no letter, or a word for no number. */
  private static final Pattern BROKEN_SCORE =
      Pattern.compile("(?i)[^\\p{L}\\d]*(\\d.*|nan|n/?a|inf|infinity)?");

  private static final Pattern COMMA = Pattern.compile("[-+]?\\d+,\\d+");

  private static final int PLAIN = 3;

  /** Fields of a line with a class. */
  private static final int CLASSED = 4;

  /** Two words and the mean of people's scores. */
  public record Pair(String first, String second, double score) {}

  /** Copies the list. */
  public SimilaritySet {
    pairs = List.copyOf(pairs);
  }

  @Override
  public SimilaritySet named(String other) {
    return new SimilaritySet(other, pairs);
  }

  /**
   * Reads a file of lines with tabs between two words and, at the end, a score, or with commas (and
   * fields in quotes), or white space. Forgiven: lines that begin with {@code #}, a line of column
   * names at the beginning (as many as the next line has fields, the last one a name), a one-letter
   * class before the words (as in WordSim-353) or behind them (as in SimLex-999).
   */
  public static SimilaritySet read(Path file) {
    List<Pair> pairs = new ArrayList<>();
    try (RecordStream<String> lines = new Lines(file.toString(), TextFile.utf8(file)).open()) {
      Optional<Located<String>> titles = Optional.empty();
      while (lines.hasNext()) {
        Located<String> line = lines.next();
        if (line.value().isBlank() || line.value().startsWith("#")) {
          continue;
        }
        if (titles.isPresent() && pairs.isEmpty()) {
          requireSameFields(titles.get(), line);
        }
        Optional<Pair> pair = pair(line.value());
        if (pair.isPresent()) {
          pairs.add(pair.get());
        } else if (titles.isEmpty() && pairs.isEmpty() && namesAScore(line.value())) {
          titles = Optional.of(line);
        } else {
          throw noPair(line);
        }
      }
      if (titles.isPresent() && pairs.isEmpty()) {
        throw noPair(titles.get());
      }
    }
    if (pairs.isEmpty()) {
      throw BadInputException.of(file.toString(), "two words and a score a line");
    }
    return new SimilaritySet(file.getFileName().toString(), pairs);
  }

  /** Whether a line has two words and a score. */
  static boolean isPair(String line) {
    return pair(line).isPresent();
  }

  private static void requireSameFields(Located<String> titles, Located<String> line) {
    if (fields(titles.value()).size() != fields(line.value()).size()) {
      throw noPair(titles);
    }
  }

  private static BadInputException noPair(Located<String> line) {
    List<String> fields = fields(line.value());
    boolean open = CommaFields.fit(line.value(), PLAIN) && CommaFields.of(line.value()).isEmpty();
    boolean comma = !fields.isEmpty() && COMMA.matcher(fields.get(fields.size() - 1)).matches();
    String form = comma ? " with a decimal point, not a comma" : ", parted by tabs or commas";
    return line.place()
        .complaint(
            line.value(),
            "two words and a score" + (open ? ", a closing quote for each that opens" : form));
  }

  private static boolean namesAScore(String line) {
    List<String> fields = fields(line);
    return fields.size() >= PLAIN && !BROKEN_SCORE.matcher(fields.get(fields.size() - 1)).matches();
  }

  /** None where a quote is left open. */
  private static List<String> fields(String line) {
    if (CommaFields.fit(line, PLAIN)) {
      List<String> fields = CommaFields.of(line).orElse(List.of());
      int end = fields.size();
      while (end > 0 && fields.get(end - 1).isEmpty()) {
        end--;
      }
      return fields.subList(0, end);
    }
    String parts = line.indexOf('\t') >= 0 ? "\t" : "\\s+";
    return Stream.of(line.split(parts)).map(String::strip).filter(f -> !f.isEmpty()).toList();
  }

  private static Optional<Pair> pair(String line) {
    List<String> fields = fields(line);
    int word = fields.size() == CLASSED && isClass(fields.get(0)) ? 1 : 0;
    boolean fits =
        fields.size() == PLAIN
            || fields.size() == CLASSED && (word == 1 || isClass(fields.get(CLASSED - 2)));
    if (!fits || fields.get(word).isEmpty() || fields.get(word + 1).isEmpty()) {
      return Optional.empty();
    }
    try {
      double score = Double.parseDouble(fields.get(fields.size() - 1));
      return Double.isFinite(score)
          ? Optional.of(new Pair(fields.get(word), fields.get(word + 1), score))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A digit is none: it is what a score with a decimal comma has before it. */
  private static boolean isClass(String field) {
    return field.length() == 1 && Character.isLetter(field.charAt(0));
  }

  /** Compares cosines with the scores; a word that is not there is tried in other cases. */
  public SimilarityScore score(WordVectors vectors) {
    double[] cosines = cosines(vectors);
    int[] covered = IntStream.range(0, cosines.length).filter(i -> known(cosines[i])).toArray();
    double[] said = said();
    Spearman known = new Spearman(of(cosines, covered), of(said, covered));
    double[] all = Arrays.stream(cosines).map(cosine -> known(cosine) ? cosine : 0).toArray();
    return new SimilarityScore(
        name,
        pairs.size(),
        covered.length,
        known.ofAll(),
        DrawnPairs.interval(covered.length, known::of),
        Spearman.of(all, said));
  }

  /** Sets two tables side by side over the pairs that both know. */
  public SimilarityComparison compare(WordVectors first, WordVectors second) {
    double[] one = cosines(first);
    double[] other = cosines(second);
    int[] both =
        IntStream.range(0, one.length).filter(i -> known(one[i]) && known(other[i])).toArray();
    double[] said = of(said(), both);
    Spearman ofOne = new Spearman(of(one, both), said);
    Spearman ofOther = new Spearman(of(other, both), said);
    return new SimilarityComparison(
        name,
        pairs.size(),
        both.length,
        ofOne.ofAll(),
        ofOther.ofAll(),
        DrawnPairs.interval(both.length, times -> ofOne.of(times) - ofOther.of(times)));
  }

  /** NaN for a pair of which a word has no vector. */
  private double[] cosines(WordVectors vectors) {
    return pairs.stream()
        .map(pair -> vectors.similarity(form(vectors, pair.first()), form(vectors, pair.second())))
        .mapToDouble(cosine -> cosine.map(Float::doubleValue).orElse(Double.NaN))
        .toArray();
  }

  private double[] said() {
    return pairs.stream().mapToDouble(Pair::score).toArray();
  }

  private static boolean known(double cosine) {
    return !Double.isNaN(cosine);
  }

  private static double[] of(double[] values, int[] which) {
    return Arrays.stream(which).mapToDouble(i -> values[i]).toArray();
  }

  static String form(WordVectors vectors, String word) {
    return WordForms.own(vectors, word).orElseGet(() -> word.toLowerCase(Locale.ROOT));
  }
}
