package io.palavra.embeddings.dl4j;

import io.palavra.embeddings.Directions;
import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.deeplearning4j.models.embeddings.WeightLookupTable;
import org.deeplearning4j.models.embeddings.inmemory.InMemoryLookupTable;
import org.deeplearning4j.models.embeddings.reader.ModelUtils;
import org.deeplearning4j.models.word2vec.VocabWord;
import org.deeplearning4j.models.word2vec.wordstore.VocabCache;
import org.deeplearning4j.models.word2vec.wordstore.inmemory.AbstractCache;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Word vectors wherever Deeplearning4j takes its own: {@code new
 * EmbeddingLayer.Builder().weightInit(view)} begins with them, and {@code
 * WordVectorSerializer.writeWordVectors(view.lookupTable(), file)} writes them. Vectors are copied
 * when they are asked for; unseen words have one where there are n-grams.
 */
public final class VectorsForDl4j
    implements org.deeplearning4j.models.embeddings.wordvectors.WordVectors {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // It is never written: see writeObject.
  private final WordVectors vectors;

  private String unknown = "UNK";

  /** A view of vectors. */
  public VectorsForDl4j(WordVectors vectors) {
    this.vectors = vectors;
  }

  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException("write the vectors with VectorFiles instead");
  }

  @Override
  public String getUNK() {
    return unknown;
  }

  @Override
  public void setUNK(String word) {
    unknown = word;
  }

  @Override
  public boolean hasWord(String word) {
    return vectors.find(word) >= 0;
  }

  @Override
  public int indexOf(String word) {
    return vectors.find(word);
  }

  @Override
  public boolean outOfVocabularySupported() {
    return vectors.hasSubwords();
  }

  /** NaN when one of the words has no vector. */
  @Override
  public double similarity(String word, String other) {
    return vectors.similarity(word, other).map(Float::doubleValue).orElse(Double.NaN);
  }

  /** {@code [dimensions]}; null for a word without a vector, as Deeplearning4j has it. */
  @Override
  public double[] getWordVector(String word) {
    float[] vector = vectors.vector(word).orElse(null);
    if (vector == null) {
      return null;
    }
    double[] wide = new double[vector.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = vector[i];
    }
    return wide;
  }

  /** {@code [dimensions]}; null for a word without a vector. */
  @Override
  public INDArray getWordVectorMatrix(String word) {
    return vectors.vector(word).map(Nd4j::createFromArray).orElse(null);
  }

  /** The same with length 1. */
  @Override
  public INDArray getWordVectorMatrixNormalized(String word) {
    return vectors.vector(word).map(v -> Nd4j.createFromArray(unit(v))).orElse(null);
  }

  /**
   * {@code [words, dimensions]}, a row for each of the words that has a vector.
   *
   * @throws BadInputException when none has
   */
  @Override
  public INDArray getWordVectors(Collection<String> words) {
    float[][] rows =
        words.stream()
            .map(vectors::vector)
            .flatMap(java.util.Optional::stream)
            .toArray(float[][]::new);
    if (rows.length == 0) {
      throw BadInputException.of("words", words.toString(), "one at least that has a vector");
    }
    return Nd4j.createFromArray(rows);
  }

  /** The mean of the vectors of those words that have one. */
  @Override
  public INDArray getWordVectorsMean(Collection<String> words) {
    return getWordVectors(words).mean(0);
  }

  @Override
  public Collection<String> wordsNearest(INDArray vector, int most) {
    return names(vectors.nearest(vector.toFloatVector(), most, Set.of()));
  }

  @Override
  public Collection<String> wordsNearestSum(INDArray vector, int most) {
    return wordsNearest(vector, most);
  }

  @Override
  public Collection<String> wordsNearest(String word, int most) {
    return wordsNearest(List.of(word), List.of(), most);
  }

  @Override
  public Collection<String> wordsNearestSum(String word, int most) {
    return wordsNearest(word, most);
  }

  /**
   * The words nearest to the sum of the unit vectors of some words less that of others, all these
   * left out; none when one of them has no vector.
   */
  @Override
  public Collection<String> wordsNearest(
      Collection<String> positive, Collection<String> negative, int most) {
    float[] sum = new float[vectors.dimensions()];
    if (!add(positive, 1, sum) || !add(negative, -1, sum)) {
      return List.of();
    }
    Set<String> given = new HashSet<>(positive);
    given.addAll(negative);
    return names(vectors.nearest(sum, most, given));
  }

  @Override
  public Collection<String> wordsNearestSum(
      Collection<String> positive, Collection<String> negative, int most) {
    return wordsNearest(positive, negative, most);
  }

  private boolean add(Collection<String> words, int sign, float[] sum) {
    for (String word : words) {
      float[] vector = vectors.vector(word).orElse(null);
      if (vector == null) {
        return false;
      }
      float[] unit = unit(vector);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += sign * unit[i];
      }
    }
    return true;
  }

  private static float[] unit(float[] copy) {
    Directions.scaleToOne(copy);
    return copy;
  }

  private static Collection<String> names(List<Neighbour> neighbours) {
    return neighbours.stream().map(Neighbour::word).toList();
  }

  /** Words whose letters are similar: at least this share of them, in order. */
  @Override
  public List<String> similarWordsInVocabTo(String word, double accuracy) {
    return vectors
        .words()
        .filter(other -> org.nd4j.common.util.MathUtils.stringSimilarity(word, other) >= accuracy)
        .toList();
  }

  /**
   * The share of right answers to questions of four words, by section; a line that begins with a
   * colon names a section.
   */
  @Override
  public Map<String, Double> accuracy(List<String> questions) {
    Map<String, int[]> counts = new TreeMap<>();
    String section = "";
    for (String line : questions) {
      String[] words = line.strip().split("\\s+");
      if (line.startsWith(":")) {
        section = line.substring(1).strip();
      } else if (words.length == 4) {
        int[] count = counts.computeIfAbsent(section, name -> new int[2]);
        count[0]++;
        Collection<String> answer = wordsNearest(List.of(words[1], words[2]), List.of(words[0]), 1);
        count[1] += answer.contains(words[3]) ? 1 : 0;
      }
    }
    Map<String, Double> shares = new TreeMap<>();
    counts.forEach((name, count) -> shares.put(name, count[1] / (double) count[0]));
    return shares;
  }

  /** The words with their ranks for counts: the most frequent first, as the vectors have them. */
  @Override
  public VocabCache<VocabWord> vocab() {
    AbstractCache<VocabWord> words = new AbstractCache.Builder<VocabWord>().build();
    for (int i = 0; i < vectors.size(); i++) {
      VocabWord word = new VocabWord(vectors.size() - i, vectors.word(i));
      word.setIndex(i);
      words.addToken(word);
      words.addWordToIndex(i, vectors.word(i));
    }
    return words;
  }

  /** A table with a copy of all vectors. */
  @Override
  public WeightLookupTable<VocabWord> lookupTable() {
    InMemoryLookupTable<VocabWord> table =
        new InMemoryLookupTable.Builder<VocabWord>()
            .cache(vocab())
            .vectorLength(vectors.dimensions())
            .build();
    INDArray rows = Nd4j.create(vectors.size(), vectors.dimensions());
    loadWeightsInto(rows);
    table.setSyn0(rows);
    return table;
  }

  /**
   * @throws UnsupportedOperationException always: this view has its own ways to compare
   */
  @Override
  @SuppressWarnings("rawtypes")
  public void setModelUtils(ModelUtils utils) {
    throw new UnsupportedOperationException("word vectors of Palavra compare by cosine");
  }

  @Override
  public void loadWeightsInto(INDArray array) {
    for (int i = 0; i < vectors.size(); i++) {
      array.putRow(i, Nd4j.createFromArray(vectors.vector(i)));
    }
  }

  @Override
  public long vocabSize() {
    return vectors.size();
  }

  @Override
  public int vectorSize() {
    return vectors.dimensions();
  }

  /** A network's JSON does not hold them. */
  @Override
  public boolean jsonSerializable() {
    return false;
  }
}
