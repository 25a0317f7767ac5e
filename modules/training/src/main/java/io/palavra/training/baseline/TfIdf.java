package io.palavra.training.baseline;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import it.unimi.dsi.fastutil.longs.Long2IntMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Texts as sparse vectors of n-grams, each weighted by its count and by {@code ln((1 + texts) / (1
 * + texts with it)) + 1}, scaled to Euclidean length 1; the smooth weights of scikit-learn's {@code
 * TfidfVectorizer}. Immutable.
 */
final class TfIdf {
  private final LinearOptions options;
  private final Long2IntOpenHashMap indices;
  private final double[] idf;

  private TfIdf(LinearOptions options, Long2IntOpenHashMap indices, double[] idf) {
    this.options = options;
    this.indices = indices;
    this.idf = idf;
  }

  /** Learns n-grams and weights; of too many n-grams the most frequent are kept. */
  static TfIdf of(List<TextSample.Text> texts, LinearOptions options, int maxFeatures) {
    Long2IntOpenHashMap frequencies = frequencies(texts, options);
    long[] ngrams = frequencies.keySet().toLongArray();
    Arrays.sort(ngrams);
    if (ngrams.length > maxFeatures) {
      ngrams = mostFrequent(ngrams, frequencies, maxFeatures);
    }
    Long2IntOpenHashMap indices = new Long2IntOpenHashMap(ngrams.length);
    indices.defaultReturnValue(-1);
    double[] idf = new double[ngrams.length];
    for (int i = 0; i < ngrams.length; i++) {
      indices.put(ngrams[i], i);
      idf[i] = Math.log((1.0 + texts.size()) / (1.0 + frequencies.get(ngrams[i]))) + 1;
    }
    return new TfIdf(options, indices, idf);
  }

  /** The number of n-grams. */
  int features() {
    return idf.length;
  }

  /**
   * The vector of a text, by rising index from 1, with a last entry of 1 for the bias. A text of
   * unknown n-grams has the last entry alone.
   */
  Feature[] vector(long[] tokens) {
    long[] ngrams = Ngrams.sorted(tokens, options.longest());
    List<FeatureNode> nodes = new ArrayList<>(ngrams.length + 1);
    double squares = 0;
    for (int i = 0; i < ngrams.length; ) {
      int next = i + 1;
      while (next < ngrams.length && ngrams[next] == ngrams[i]) {
        next++;
      }
      int index = indices.get(ngrams[i]);
      if (index >= 0) {
        double count = next - i;
        double weight = (options.sublinear() ? 1 + Math.log(count) : count) * idf[index];
        nodes.add(new FeatureNode(index + 1, weight));
        squares += weight * weight;
      }
      i = next;
    }
    double length = Math.sqrt(squares);
    for (FeatureNode node : nodes) {
      node.setValue(node.getValue() / length);
    }
    nodes.sort(Comparator.comparingInt(FeatureNode::getIndex));
    nodes.add(new FeatureNode(idf.length + 1, 1));
    return nodes.toArray(new Feature[0]);
  }

  /** Texts with each n-gram; when there are too many, rare ones are forgotten along the way. */
  private static Long2IntOpenHashMap frequencies(
      List<TextSample.Text> texts, LinearOptions options) {
    Long2IntOpenHashMap frequencies = new Long2IntOpenHashMap();
    for (TextSample.Text text : texts) {
      long[] ngrams = Ngrams.sorted(text.tokens(), options.longest());
      for (int i = 0; i < ngrams.length; i++) {
        if (i == 0 || ngrams[i] != ngrams[i - 1]) {
          frequencies.addTo(ngrams[i], 1);
        }
      }
      for (int rare = 1; frequencies.size() > options.maxNgrams(); rare++) {
        forget(frequencies, rare);
      }
    }
    return frequencies;
  }

  private static void forget(Long2IntOpenHashMap frequencies, int rare) {
    Long2IntOpenHashMap frequent = new Long2IntOpenHashMap();
    for (Long2IntMap.Entry entry : frequencies.long2IntEntrySet()) {
      if (entry.getIntValue() > rare) {
        frequent.put(entry.getLongKey(), entry.getIntValue());
      }
    }
    frequencies.clear();
    frequencies.putAll(frequent);
  }

  /** The most frequent n-grams, those with a lower hash first among equals, sorted. */
  private static long[] mostFrequent(long[] sorted, Long2IntOpenHashMap frequencies, int most) {
    int[] counts = Arrays.stream(sorted).mapToInt(frequencies::get).sorted().toArray();
    int threshold = counts[counts.length - most];
    int above = (int) Arrays.stream(counts).filter(count -> count > threshold).count();
    int atThreshold = most - above;
    long[] kept = new long[most];
    int next = 0;
    for (long ngram : sorted) {
      int count = frequencies.get(ngram);
      if (count > threshold || (count == threshold && atThreshold-- > 0)) {
        kept[next++] = ngram;
      }
    }
    return kept;
  }
}
