package io.palavra.embeddings.index;

import io.palavra.pipeline.BadInputException;

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
    require("links", links, MOST_LINKS);
    require("beam", beam, MOST_BEAM);
  }

  /** Sixteen links, a beam of 100. */
  public static IndexOptions defaults() {
    return new IndexOptions(16, 100);
  }

  private static void require(String name, int value, int most) {
    if (value < 2 || value > most) {
      throw BadInputException.of("option " + name, Integer.toString(value), "from 2 to " + most);
    }
  }
}
