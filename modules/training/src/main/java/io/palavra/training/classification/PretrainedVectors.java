package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.LineReader;
import io.palavra.pipeline.file.TextFile;
import io.palavra.pipeline.vocabulary.Vocabulary;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Word vectors as word2vec and fastText write them as text: a line {@code COUNT SIZE}, which may be
 * missing, then a line for each word with its numbers, separated by spaces.
 */
final class PretrainedVectors {
  private final String source;
  private final Vocabulary vocabulary;
  private final INDArray table;
  private final int size;
  private final BitSet found = new BitSet();

  private PretrainedVectors(String source, Vocabulary vocabulary, INDArray table) {
    this.source = source;
    this.vocabulary = vocabulary;
    this.table = table;
    this.size = (int) table.size(1);
  }

  /**
   * How much of a vocabulary has a vector.
   *
   * @param words of the vocabulary that the file has
   * @param of words of the vocabulary
   * @param tokenShare share of the training texts' tokens that these words make up
   */
  record Coverage(String file, int words, int of, double tokenShare) {

    /** For people, one line. */
    String sentence() {
      return String.format(
          Locale.ROOT,
          "%s has vectors for %,d of %,d words, which are %.1f %% of the known tokens",
          file,
          words,
          of,
          100 * tokenShare);
    }
  }

  /**
   * Puts the vectors of a file into a network's embedding; words that the file lacks keep theirs.
   *
   * @throws BadInputException when the file is no such file, or its vectors have another size
   */
  static Coverage put(Path file, Vocabulary vocabulary, ComputationGraph network) {
    INDArray table = network.getParam(NetworkBuilder.EMBEDDING + "_W");
    PretrainedVectors vectors = new PretrainedVectors(file.toString(), vocabulary, table);
    try (LineReader lines = lines(file)) {
      vectors.read(lines);
    }
    return vectors.coverage();
  }

  private static LineReader lines(Path file) {
    TextFile.Opened opened = TextFile.utf8(file).open();
    return new LineReader(opened.reader(), opened.source());
  }

  private void read(LineReader lines) {
    boolean first = true;
    while (lines.next()) {
      String line = lines.line().stripTrailing();
      if (!first || header(line).isEmpty()) {
        row(line, lines.number());
      }
      first = false;
    }
    if (found.isEmpty()) {
      throw BadInputException.of(
          source, "a vector for at least one of the vocabulary's words; there is none");
    }
  }

  private Optional<String> header(String line) {
    String[] parts = line.split(" ");
    if (parts.length != 2 || !parts[0].matches("\\d+") || !parts[1].matches("\\d+")) {
      return Optional.empty();
    }
    if (!parts[1].equals(String.valueOf(size))) {
      throw otherSize(parts[1]);
    }
    return Optional.of(line);
  }

  private void row(String line, long number) {
    int space = line.indexOf(' ');
    if (space < 1) {
      throw BadInputException.at(source, number, line, "a word and " + size + " numbers");
    }
    String word = line.substring(0, space);
    if (!vocabulary.contains(word)) {
      return;
    }
    String[] numbers = line.substring(space + 1).strip().split(" +");
    if (numbers.length != size) {
      throw otherSize(String.valueOf(numbers.length));
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = number(numbers[i], number);
    }
    int id = vocabulary.id(word);
    table.putRow(id, Nd4j.createFromArray(values));
    found.set(id);
  }

  private float number(String text, long line) {
    try {
      float value = Float.parseFloat(text);
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException noNumber) {
      throw BadInputException.at(source, line, text, "a number").because(noNumber);
    }
    throw BadInputException.at(source, line, text, "a finite number");
  }

  private BadInputException otherSize(String there) {
    return BadInputException.of(
        source, "vectors of " + there + " numbers", size + " numbers, or set embedding=" + there);
  }

  private Coverage coverage() {
    long all = 0;
    long covered = 0;
    for (int id = 0; id < vocabulary.size(); id++) {
      all += vocabulary.count(id);
      covered += found.get(id) ? vocabulary.count(id) : 0;
    }
    int words = vocabulary.size() - 2;
    return new Coverage(source, found.cardinality(), words, all == 0 ? 0 : (double) covered / all);
  }
}
