package io.palavra.embeddings;

import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.embeddings.text.WordIndex;
import io.palavra.pipeline.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Words and their vectors, the most frequent first where that is known. Words that are not there
 * get a vector when there are sub-words. Immutable and safe for use by several threads.
 */
public final class WordVectors {
  private final WordIndex index;
  private final int dimensions;
  private final FloatRows rows;
  private final Nearest nearest;
  private final Optional<Subwords> subwords;
  private final Optional<Function<String, Optional<float[]>>> unseen;

  /**
   * Rows of n-grams, which stand in a table behind those of words.
   *
   * @param words how many rows stand before
   * @param buckets whose rows these are, rising; all buckets in their order where that is not said
   */
  private record Subwords(
      Ngrams ngrams, FloatRows table, int words, int dimensions, Optional<int[]> buckets) {

    /**
     * Where the row of a bucket begins; -1 for a bucket that has none, which is as one of zeros.
     */
    int place(int bucket) {
      int at = buckets.isEmpty() ? bucket : Arrays.binarySearch(buckets.get(), bucket);
      return at < 0 ? -1 : table.place(words + at);
    }

    /** What a word that has no row is: the mean of its n-grams. */
    Optional<float[]> mean(String word) {
      int[] own = ngrams.of(word);
      if (own.length == 0) {
        return Optional.empty();
      }
      float[] sum = new float[table.width()];
      addAll(RowMaths.best(), this, own, sum, 0);
      scale(sum, 0, sum.length, 1f / own.length);
      return Optional.of(Arrays.copyOf(sum, dimensions));
    }
  }

  private WordVectors(
      WordIndex index,
      int dimensions,
      FloatRows rows,
      Optional<Subwords> subwords,
      Optional<Function<String, Optional<float[]>>> unseen) {
    this.index = index;
    this.dimensions = dimensions;
    this.rows = rows;
    this.subwords = subwords;
    this.unseen = unseen;
    float[] numbers = rows.numbers();
    float[] lengths = new float[index.size()];
    RowMath math = RowMaths.best();
    for (int i = 0; i < lengths.length; i++) {
      int at = rows.place(i);
      float square = math.dot(numbers, at, numbers, at, rows.width());
      // Squares of very large and very small numbers leave the range of a float.
      lengths[i] =
          square >= Float.MIN_NORMAL && square <= Float.MAX_VALUE
              ? (float) Math.sqrt(square)
              : (float) Directions.length(copy(rows, i));
    }
    this.nearest = new Nearest(rows, lengths);
  }

  /**
   * Vectors that stand in a table.
   *
   * @param index must not be added to any more
   * @param table a row for each word, and others behind them; it is kept, not copied; its width a
   *     multiple of what {@link RowMath#lanes()} of this JVM says
   * @param dimensions numbers of a vector; those behind, up to the width, must be 0
   */
  public static WordVectors of(WordIndex index, FloatRows table, int dimensions) {
    checkTable(index, table, dimensions);
    return new WordVectors(index, dimensions, table, Optional.empty(), Optional.empty());
  }

  /**
   * Vectors that are means of a word's own row and those of its n-grams.
   *
   * @param table the rows of the words, then those of all buckets; kept, not copied
   */
  public static WordVectors withSubwords(
      WordIndex index, FloatRows table, int dimensions, Ngrams ngrams) {
    return withSubwords(index, table, dimensions, ngrams, Optional.empty());
  }

  /**
   * The same where the table has rows for some buckets alone; the others count as zeros.
   *
   * @param table the rows of the words, then one for each of the buckets; kept, not copied
   * @param buckets rising
   */
  public static WordVectors withSubwords(
      WordIndex index, FloatRows table, int dimensions, Ngrams ngrams, int[] buckets) {
    return withSubwords(index, table, dimensions, ngrams, Optional.of(buckets));
  }

  private static WordVectors withSubwords(
      WordIndex index, FloatRows table, int dimensions, Ngrams ngrams, Optional<int[]> buckets) {
    checkTable(index, table, dimensions);
    int width = table.width();
    Subwords subwords = new Subwords(ngrams, table, index.size(), dimensions, buckets);
    FloatRows rows = FloatRows.zeros(index.size(), width);
    RowMath math = RowMaths.best();
    for (int i = 0; i < index.size(); i++) {
      int[] own = ngrams.of(index.word(i));
      int at = rows.place(i);
      System.arraycopy(table.numbers(), table.place(i), rows.numbers(), at, width);
      addAll(math, subwords, own, rows.numbers(), at);
      scale(rows.numbers(), at, width, 1f / (1 + own.length));
    }
    return new WordVectors(
        index, dimensions, rows, Optional.of(subwords), Optional.of(subwords::mean));
  }

  /**
   * Vectors that stand in a table, as {@link #of(WordIndex, FloatRows, int)} has them, where
   * something else knows the vectors of other words.
   *
   * @param unseen gives the vector of a word that is not in the index, {@code [dimensions]}; asked
   *     by several threads
   */
  public static WordVectors withUnseen(
      WordIndex index,
      FloatRows table,
      int dimensions,
      Function<String, Optional<float[]>> unseen) {
    checkTable(index, table, dimensions);
    return new WordVectors(index, dimensions, table, Optional.empty(), Optional.of(unseen));
  }

  /**
   * Vectors given one by one; a word that comes twice keeps its first one.
   *
   * @throws IllegalArgumentException when there is not one vector a word, or when the vectors are
   *     not all of one length above 0
   * @throws BadInputException when a vector has a number that is not finite, naming its word
   */
  public static WordVectors of(List<String> words, List<float[]> vectors) {
    if (words.size() != vectors.size()) {
      throw new IllegalArgumentException(words.size() + " words, " + vectors.size() + " vectors");
    }
    int dimensions = vectors.isEmpty() ? 1 : vectors.get(0).length;
    for (int i = 0; i < words.size(); i++) {
      if (vectors.get(i).length != dimensions || dimensions == 0) {
        throw new IllegalArgumentException(
            "the vector of "
                + words.get(i)
                + " has "
                + vectors.get(i).length
                + " numbers, "
                + (dimensions == 0 ? "1 at least" : dimensions + " as the first one")
                + " expected");
      }
      requireFinite(words.get(i), vectors.get(i));
    }
    int width = width(dimensions);
    WordIndex index = new WordIndex();
    FloatRows rows = FloatRows.zeros(words.size(), width);
    for (int i = 0; i < words.size(); i++) {
      byte[] utf8 = words.get(i).getBytes(StandardCharsets.UTF_8);
      int before = index.size();
      if (index.add(utf8, 0, utf8.length) == before) {
        System.arraycopy(vectors.get(i), 0, rows.numbers(), rows.place(before), dimensions);
      }
    }
    return of(index, rows, dimensions);
  }

  private static void requireFinite(String word, float[] vector) {
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        throw BadInputException.of(
            "vectors", value + " in the vector of " + word, "finite numbers");
      }
    }
  }

  /** The width of a row for so many dimensions on this JVM. */
  public static int width(int dimensions) {
    int lanes = RowMaths.best().lanes();
    return (dimensions + lanes - 1) / lanes * lanes;
  }

  private static void checkTable(WordIndex index, FloatRows table, int dimensions) {
    if (table.width() < dimensions
        || table.width() % RowMaths.best().lanes() != 0
        || table.count() < index.size()) {
      throw new IllegalArgumentException(
          index.size()
              + " words of "
              + dimensions
              + " in "
              + table.count()
              + " rows of "
              + table.width());
    }
  }

  /** How many words have a vector of their own. */
  public int size() {
    return index.size();
  }

  /** Numbers in a vector. */
  public int dimensions() {
    return dimensions;
  }

  /** Whether words that are not there get a vector from their n-grams. */
  public boolean hasSubwords() {
    return unseen.isPresent();
  }

  /** Which n-grams words are built from, where these can be told apart from the words. */
  public Optional<Ngrams> ngrams() {
    return subwords.map(Subwords::ngrams);
  }

  /**
   * What a word has beside its n-grams: a copy, {@code [dimensions]}; its vector where there are no
   * sub-words.
   */
  public float[] ownRow(int number) {
    return copy(subwords.map(Subwords::table).orElse(rows), number);
  }

  /** Whether a bucket of n-grams has a row. */
  public boolean hasBucket(int bucket) {
    return subwords.isPresent() && subwords.get().place(bucket) >= 0;
  }

  /** The row of a bucket of n-grams: a copy, {@code [dimensions]}; zeros where there is none. */
  public float[] bucketRow(int bucket) {
    int at = subwords.map(known -> known.place(bucket)).orElse(-1);
    return at < 0
        ? new float[dimensions]
        : Arrays.copyOfRange(subwords.get().table().numbers(), at, at + dimensions);
  }

  /** The word of a number from 0 to {@link #size()} - 1. */
  public String word(int number) {
    return index.word(number);
  }

  /** All words in order. */
  public Stream<String> words() {
    return IntStream.range(0, size()).mapToObj(this::word);
  }

  /** The words in order; not to be added to. */
  public WordIndex index() {
    return index;
  }

  /**
   * The vectors in the order of their words, and maybe other rows behind them; shared and not to be
   * written to.
   */
  public FloatRows rows() {
    return rows;
  }

  /** The number of a word; -1 when it has no vector of its own. */
  public int find(String word) {
    return index.find(word);
  }

  /** The vector of word {@code number}: a copy, {@code [dimensions]}. */
  public float[] vector(int number) {
    return copy(rows, number);
  }

  private float[] copy(FloatRows from, int row) {
    return Arrays.copyOfRange(from.numbers(), from.place(row), from.place(row) + dimensions);
  }

  /** The vector of a word: its own, or the mean of its n-grams where there are sub-words. */
  public Optional<float[]> vector(String word) {
    int number = find(word);
    return number >= 0 ? Optional.of(vector(number)) : unseen.flatMap(others -> others.apply(word));
  }

  private static void addAll(RowMath math, Subwords from, int[] buckets, float[] to, int offset) {
    for (int bucket : buckets) {
      int at = from.place(bucket);
      if (at >= 0) {
        math.addScaled(1, from.table().numbers(), at, to, offset, from.table().width());
      }
    }
  }

  private static void scale(float[] values, int offset, int n, float factor) {
    for (int i = offset; i < offset + n; i++) {
      values[i] *= factor;
    }
  }

  /** The cosine of two words; empty when one of them has no vector, or one of nothing but zeros. */
  public Optional<Float> similarity(String a, String b) {
    Optional<float[]> x = vector(a);
    Optional<float[]> y = vector(b);
    if (x.isEmpty() || y.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble cosine = Directions.cosine(x.get(), y.get());
    return cosine.isPresent() ? Optional.of((float) cosine.getAsDouble()) : Optional.empty();
  }

  /**
   * The nearest words by cosine, nearest first, equals in the order of their numbers.
   *
   * @param word left out of the answer
   * @throws BadInputException when the word has no vector
   */
  public List<Neighbour> nearest(String word, int count) {
    return nearest(known(word), count, Set.of(word));
  }

  /**
   * The nearest words to a vector; none to one of zeros, and no word whose vector is zeros.
   *
   * @param vector {@code [dimensions]}
   * @param without words to leave out
   * @throws IllegalArgumentException when the vector has another number of dimensions, or a number
   *     that is not finite
   */
  public List<Neighbour> nearest(float[] vector, int count, Set<String> without) {
    Set<Integer> skipped = without.stream().map(this::find).collect(Collectors.toSet());
    Optional<float[]> query = Directions.query(vector, dimensions);
    if (query.isEmpty()) {
      return List.of();
    }
    List<Neighbour> found = new ArrayList<>();
    int asked = (int) Math.min(size(), (long) Math.max(0, count) + skipped.size());
    for (Greatest.Hit hit : nearest.to(query.get(), asked)) {
      if (found.size() < count && !skipped.contains(hit.number())) {
        found.add(new Neighbour(word(hit.number()), hit.score()));
      }
    }
    return found;
  }

  /** The cosines of a vector with every word, by number; 0 for a word of nothing but zeros. */
  public float[] similarities(float[] vector) {
    return Directions.query(vector, dimensions)
        .map(nearest::all)
        .orElseGet(() -> new float[size()]);
  }

  /**
   * What is to {@code c} as {@code b} is to {@code a}: the words nearest to {@code b - a + c} of
   * unit vectors (3CosAdd; Mikolov, Yih and Zweig 2013), the three themselves left out.
   *
   * @throws BadInputException when one of the words has no vector
   */
  public List<Neighbour> analogy(String a, String b, String c, int count) {
    float[] x = known(a);
    float[] y = known(b);
    float[] z = known(c);
    List.of(x, y, z).forEach(Directions::scaleToOne);
    float[] sum = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      sum[i] = y[i] - x[i] + z[i];
    }
    return nearest(sum, count, Set.copyOf(Arrays.asList(a, b, c)));
  }

  private float[] known(String word) {
    return vector(word)
        .orElseThrow(
            () ->
                BadInputException.of("word", word, "one of the " + size() + " that have vectors"));
  }
}
