package io.palavra.embeddings.index;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.option.OptionRange;

/**
 * How a graph of neighbours is built (Malkov and Yashunin 2018, HNSW).
 *
 * @param links of a vector to others; more find more, and take more time and room
 * @param beam candidates that are held while a vector's links are looked for
 */
public record IndexOptions(int links, int beam) {
  private static final int MOST_LINKS = 512;
  private static final int MOST_BEAM = 3200;

  /**
   * @throws BadInputException for a value out of range
   */
  public IndexOptions {
    OptionRange.within("links", links, 2, MOST_LINKS);
    OptionRange.within("beam", beam, 2, MOST_BEAM);
  }

  /** Sixteen links, a beam of 100. */
  public static IndexOptions defaults() {
    return new IndexOptions(16, 100);
  }
}
