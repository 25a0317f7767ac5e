package io.palavra.pipeline.check;

import com.dynatrace.hash4j.hashing.Hashing;
import com.dynatrace.hash4j.similarity.ElementHashProvider;
import com.dynatrace.hash4j.similarity.SimilarityHashPolicy;
import com.dynatrace.hash4j.similarity.SimilarityHasher;
import com.dynatrace.hash4j.similarity.SimilarityHashing;

/**
 * Earlier texts that may be similar: MinHash signatures (Broder 1997) of 30 components in 6 bands
 * of 5 (Indyk and Motwani 1998). A text of similarity 0.8 to the first text of its band is found
 * with probability 0.91, of 0.9 with 0.995; what is found still has to be compared.
 */
final class NearIndex {
  private static final int BANDS = 6;
  private static final int COMPONENTS_PER_BAND = 5;
  private static final int NONE = -1;

  private final SimilarityHashPolicy policy =
      SimilarityHashing.minHash(BANDS * COMPONENTS_PER_BAND, 32);
  private final SimilarityHasher hasher = policy.createHasher();
  private final HashTable bands = new HashTable();

  /**
   * The ids of earlier texts that share a band, distinct, -1 in unused places.
   *
   * @param id the id of this text, remembered under each band that is new, or -1 to only look
   */
  int[] candidates(long[] shingles, int id) {
    byte[] signature = hasher.compute(ElementHashProvider.ofValues(shingles));
    int[] found = new int[BANDS];
    for (int band = 0; band < BANDS; band++) {
      long key = band;
      for (int i = 0; i < COMPONENTS_PER_BAND; i++) {
        long component = policy.getComponent(signature, band * COMPONENTS_PER_BAND + i);
        key = Hashing.komihash5_0().hashLongLongToLong(key, component);
      }
      int other = id < 0 ? bands.get(key) : bands.putIfAbsent(key, id);
      found[band] = contains(found, band, other) ? NONE : other;
    }
    return found;
  }

  private static boolean contains(int[] found, int length, int id) {
    for (int i = 0; i < length; i++) {
      if (found[i] == id) {
        return true;
      }
    }
    return false;
  }
}
