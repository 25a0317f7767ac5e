package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.token.OtherCases;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.vectors.WordLookup;
import io.palavra.training.vectors.WordVectorReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Word vectors learned elsewhere, put into a classifier's table of words. A word that the file has
 * in another case only gets that one's vector; a word that it lacks gets one built from its n-grams
 * where the file has such; all others keep what they had.
 */
public final class PretrainedVectors {
  private static final int FIRST_WORD = 2;

  private PretrainedVectors() {}

  /**
   * How much of a vocabulary has a vector.
   *
   * @param words of the vocabulary that the file has
   * @param cased those among them that it has in another case only
   * @param built words beside these whose vectors were built from n-grams
   * @param of words of the vocabulary
   * @param tokenShare share of the known tokens of the training texts that have vectors, built ones
   *     among them
   */
  record Coverage(String file, int words, int cased, int built, int of, double tokenShare) {

    /** For people, one line. */
    String sentence() {
      return String.format(
          Locale.ROOT,
          "%s has vectors for %,d of %,d words%s%s, which are %.1f %% of the known tokens",
          file,
          words,
          of,
          cased > 0 ? String.format(Locale.ROOT, " (%,d in another case)", cased) : "",
          built > 0 ? String.format(Locale.ROOT, " and builds %,d from n-grams", built) : "",
          100 * tokenShare);
    }
  }

  /** Takes the vectors of words. */
  @FunctionalInterface
  public interface Table {

    /** The vector of a word's id. */
    void put(int id, float[] vector);
  }

  /**
   * Hands over the vectors that a file has for the words of a vocabulary.
   *
   * @param size of the vectors that are wanted
   * @return how much of the vocabulary has a vector, one line for a person
   * @throws BadInputException when the file is no such file, or its vectors have another size
   */
  public static String put(Path file, Vocabulary vocabulary, int size, Table table) {
    Set<String> lower = new HashSet<>();
    words(vocabulary).forEach(word -> lower.add(word.toLowerCase(Locale.ROOT)));
    WordLookup lookup =
        WordVectorReader.standard()
            .read(file, word -> lower.contains(word.toLowerCase(Locale.ROOT)));
    return put(file.toString(), lookup, vocabulary, size, table).sentence();
  }

  /** The words of a classifier's vocabulary: all but the marks of padding and unknown words. */
  static List<String> words(Vocabulary vocabulary) {
    return vocabulary.tokens().subList(FIRST_WORD, vocabulary.size());
  }

  /** As {@link #put(Path, Vocabulary, int, Table)}, into a network's embedding. */
  static String put(Path file, Vocabulary vocabulary, ComputationGraph network) {
    INDArray table = embedding(network);
    return put(file, vocabulary, (int) table.size(1), into(table));
  }

  static Coverage put(
      String source, WordLookup lookup, Vocabulary vocabulary, ComputationGraph network) {
    INDArray table = embedding(network);
    return put(source, lookup, vocabulary, (int) table.size(1), into(table));
  }

  private static INDArray embedding(ComputationGraph network) {
    return network.getParam(NetworkBuilder.EMBEDDING + "_W");
  }

  private static Table into(INDArray table) {
    return (id, vector) -> table.putRow(id, Nd4j.createFromArray(vector));
  }

  private static Coverage put(
      String source, WordLookup lookup, Vocabulary vocabulary, int size, Table table) {
    if (lookup.dimensions() != size) {
      String there = String.valueOf(lookup.dimensions());
      throw BadInputException.of(
          source, "vectors of " + there + " numbers", size + " numbers, or set embedding=" + there);
    }
    int words = 0;
    int cased = 0;
    int built = 0;
    long all = 0;
    long covered = 0;
    for (int id = 0; id < vocabulary.size(); id++) {
      all += vocabulary.count(id);
      if (id < FIRST_WORD) {
        continue;
      }
      String word = vocabulary.token(id);
      Optional<float[]> own = lookup.own(word);
      Optional<float[]> other = own.isPresent() ? own : inOtherCase(lookup, word);
      Optional<float[]> vector = other.isPresent() ? other : lookup.built(word);
      if (vector.isPresent()) {
        table.put(id, vector.get());
        covered += vocabulary.count(id);
        words += other.isPresent() ? 1 : 0;
        cased += other.isPresent() && own.isEmpty() ? 1 : 0;
        built += other.isEmpty() ? 1 : 0;
      }
    }
    if (words + built == 0) {
      throw BadInputException.of(
          source, "a vector for at least one of the vocabulary's words; there is none");
    }
    double share = all == 0 ? 0 : (double) covered / all;
    return new Coverage(source, words, cased, built, vocabulary.size() - FIRST_WORD, share);
  }

  private static Optional<float[]> inOtherCase(WordLookup lookup, String word) {
    return OtherCases.of(word).stream().map(lookup::own).flatMap(Optional::stream).findFirst();
  }
}
