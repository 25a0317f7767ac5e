package io.palavra.embeddings;

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
import java.util.Set;
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
  private final int width;
  private final float[] rows;
  private final Nearest nearest;
  private final Optional<Subwords> subwords;

  /**
   * Rows of n-grams, which begin in a table at an offset.
   *
   * @param buckets whose rows these are, rising; all buckets in their order where that is not said
   */
  private record Subwords(
      Ngrams ngrams, float[] table, int offset, int width, Optional<int[]> buckets) {

    /**
     * Where the row of a bucket begins; -1 for a bucket that has none, which is as one of zeros.
     */
    int row(int bucket) {
      int at = buckets.isEmpty() ? bucket : Arrays.binarySearch(buckets.get(), bucket);
      return at < 0 ? -1 : offset + at * width;
    }
  }

  private WordVectors(
      WordIndex index, int dimensions, int width, float[] rows, Optional<Subwords> subwords) {
    this.index = index;
    this.dimensions = dimensions;
    this.width = width;
    this.rows = rows;
    this.subwords = subwords;
    float[] lengths = new float[index.size()];
    RowMath math = RowMaths.best();
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = (float) Math.sqrt(math.dot(rows, i * width, rows, i * width, width));
    }
    this.nearest = new Nearest(rows, lengths, width);
  }

  /**
   * Vectors that stand in a table.
   *
   * @param index must not be added to any more
   * @param table {@code [words or more, width]}; it is kept, not copied
   * @param dimensions numbers of a vector; those behind, up to the width, must be 0
   * @param width a multiple of what {@link RowMath#lanes()} of this JVM says
   */
  public static WordVectors of(WordIndex index, float[] table, int dimensions, int width) {
    checkTable(index, table, dimensions, width);
    return new WordVectors(index, dimensions, width, table, Optional.empty());
  }

  /**
   * Vectors that are means of a word's own row and those of its n-grams.
   *
   * @param table {@code [words + buckets, width]}, kept, not copied
   */
  public static WordVectors withSubwords(
      WordIndex index, float[] table, int dimensions, int width, Ngrams ngrams) {
    return withSubwords(index, table, dimensions, width, ngrams, Optional.empty());
  }

  /**
   * The same where the table has rows for some buckets alone; the others count as zeros.
   *
   * @param table {@code [words + buckets.length, width]}, kept, not copied
   * @param buckets rising
   */
  public static WordVectors withSubwords(
      WordIndex index, float[] table, int dimensions, int width, Ngrams ngrams, int[] buckets) {
    return withSubwords(index, table, dimensions, width, ngrams, Optional.of(buckets));
  }

  private static WordVectors withSubwords(
      WordIndex index,
      float[] table,
      int dimensions,
      int width,
      Ngrams ngrams,
      Optional<int[]> buckets) {
    checkTable(index, table, dimensions, width);
    Subwords subwords = new Subwords(ngrams, table, index.size() * width, width, buckets);
    float[] rows = new float[index.size() * width];
    RowMath math = RowMaths.best();
    for (int i = 0; i < index.size(); i++) {
      int[] own = ngrams.of(index.word(i));
      System.arraycopy(table, i * width, rows, i * width, width);
      addAll(math, subwords, own, rows, i * width);
      scale(rows, i * width, width, 1f / (1 + own.length));
    }
    return new WordVectors(index, dimensions, width, rows, Optional.of(subwords));
  }

  /** Vectors given one by one; a word that comes twice keeps its first one. */
  public static WordVectors of(List<String> words, List<float[]> vectors) {
    int dimensions = vectors.isEmpty() ? 1 : vectors.get(0).length;
    int width = width(dimensions);
    WordIndex index = new WordIndex();
    float[] rows = new float[words.size() * width];
    for (int i = 0; i < words.size(); i++) {
      byte[] utf8 = words.get(i).getBytes(StandardCharsets.UTF_8);
      int before = index.size();
      if (index.add(utf8, 0, utf8.length) == before) {
        System.arraycopy(vectors.get(i), 0, rows, before * width, dimensions);
      }
    }
    return of(index, rows, dimensions, width);
  }

  /** The width of a row for so many dimensions on this JVM. */
  public static int width(int dimensions) {
    int lanes = RowMaths.best().lanes();
    return (dimensions + lanes - 1) / lanes * lanes;
  }

  private static void checkTable(WordIndex index, float[] table, int dimensions, int width) {
    if (width < dimensions
        || width % RowMaths.best().lanes() != 0
        || table.length < (long) index.size() * width) {
      throw new IllegalArgumentException(
          index.size()
              + " words of "
              + dimensions
              + " in rows of "
              + width
              + " in a table of "
              + table.length);
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
    return subwords.isPresent();
  }

  /** Which n-grams words are built from, where there are sub-words. */
  public Optional<Ngrams> ngrams() {
    return subwords.map(Subwords::ngrams);
  }

  /**
   * What a word has beside its n-grams: a copy, {@code [dimensions]}; its vector where there are no
   * sub-words.
   */
  public float[] ownRow(int number) {
    float[] from = subwords.isPresent() ? subwords.get().table() : rows;
    return Arrays.copyOfRange(from, number * width, number * width + dimensions);
  }

  /** The row of a bucket of n-grams: a copy, {@code [dimensions]}; zeros where there is none. */
  public float[] bucketRow(int bucket) {
    int row = subwords.map(known -> known.row(bucket)).orElse(-1);
    return row < 0
        ? new float[dimensions]
        : Arrays.copyOfRange(subwords.get().table(), row, row + dimensions);
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

  /** The vectors, {@code [words or more, width]}; shared and not to be written to. */
  public float[] rows() {
    return rows;
  }

  /** The number of a word; -1 when it has no vector of its own. */
  public int find(String word) {
    return index.find(word);
  }

  /** The vector of word {@code number}: a copy, {@code [dimensions]}. */
  public float[] vector(int number) {
    return Arrays.copyOfRange(rows, number * width, number * width + dimensions);
  }

  /** The vector of a word: its own, or the mean of its n-grams where there are sub-words. */
  public Optional<float[]> vector(String word) {
    int number = find(word);
    return number >= 0 ? Optional.of(vector(number)) : unseen(word);
  }

  private Optional<float[]> unseen(String word) {
    if (subwords.isEmpty()) {
      return Optional.empty();
    }
    int[] buckets = subwords.get().ngrams().of(word);
    if (buckets.length == 0) {
      return Optional.empty();
    }
    float[] sum = new float[width];
    addAll(RowMaths.best(), subwords.get(), buckets, sum, 0);
    scale(sum, 0, width, 1f / buckets.length);
    return Optional.of(Arrays.copyOf(sum, dimensions));
  }

  private static void addAll(RowMath math, Subwords from, int[] buckets, float[] to, int offset) {
    for (int bucket : buckets) {
      int row = from.row(bucket);
      if (row >= 0) {
        math.addScaled(1, from.table(), row, to, offset, from.width());
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
    double product = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < dimensions; i++) {
      product += (double) x.get()[i] * y.get()[i];
      xx += (double) x.get()[i] * x.get()[i];
      yy += (double) y.get()[i] * y.get()[i];
    }
    return xx > 0 && yy > 0
        ? Optional.of((float) (product / Math.sqrt(xx * yy)))
        : Optional.empty();
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
   */
  public List<Neighbour> nearest(float[] vector, int count, Set<String> without) {
    Set<Integer> skipped = without.stream().map(this::find).collect(Collectors.toSet());
    float[] query = unit(vector);
    if (isZero(query)) {
      return List.of();
    }
    List<Neighbour> found = new ArrayList<>();
    for (Nearest.Hit hit : nearest.to(query, count + skipped.size())) {
      if (found.size() < count && !skipped.contains(hit.number())) {
        found.add(new Neighbour(word(hit.number()), hit.similarity()));
      }
    }
    return found;
  }

  /** The cosines of a vector with every word, by number; 0 for a word of nothing but zeros. */
  public float[] similarities(float[] vector) {
    return nearest.all(unit(vector));
  }

  /**
   * What is to {@code c} as {@code b} is to {@code a}: the words nearest to {@code b - a + c} of
   * unit vectors (3CosAdd; Mikolov, Yih and Zweig 2013), the three themselves left out.
   *
   * @throws BadInputException when one of the words has no vector
   */
  public List<Neighbour> analogy(String a, String b, String c, int count) {
    float[] x = unit(known(a));
    float[] y = unit(known(b));
    float[] z = unit(known(c));
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

  private static boolean isZero(float[] vector) {
    for (float value : vector) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** Padded to the width of a row, with length 1 unless it is 0. */
  private float[] unit(float[] vector) {
    if (vector.length != dimensions) {
      throw new IllegalArgumentException(vector.length + " numbers instead of " + dimensions);
    }
    float[] unit = Arrays.copyOf(vector, width);
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    scale(unit, 0, width, sum > 0 ? (float) (1 / Math.sqrt(sum)) : 0);
    return unit;
  }
}
