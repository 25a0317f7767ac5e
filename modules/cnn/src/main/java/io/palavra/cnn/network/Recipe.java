package io.palavra.cnn.network;

import io.palavra.cnn.dna.Kmers;
import java.util.Collections;
import java.util.List;

/**
 * The options with everything settled that was left to the style.
 *
 * @param widths of the filters
 * @param pools positions that each layer of a stack pools
 * @param filters of each width or layer
 * @param embedding numbers of a vector
 * @param segments parts of a text that are pooled
 * @param denseLayers before the output
 * @param dense numbers of each
 * @param oneHot whether the vectors are one-hot and stay so
 */
record Recipe(
    List<Integer> widths,
    List<Integer> pools,
    int filters,
    int embedding,
    int segments,
    int denseLayers,
    int dense,
    boolean oneHot) {

  /**
   * @param tokenizer the name of what cuts the texts
   */
  static Recipe of(NetworkOptions options, String tokenizer) {
    Style style = options.style();
    List<Integer> widths = options.widths().isEmpty() ? style.widths() : options.widths();
    List<Integer> pools = options.pools();
    if (pools.isEmpty()) {
      boolean same = widths.size() == style.pools().size();
      pools = same ? style.pools() : Collections.nCopies(widths.size(), 1);
    }
    int kinds = style == Style.DNA ? Kmers.kinds(tokenizer) : 0;
    boolean auto = options.vectors() == VectorUse.AUTO;
    boolean symbols = style.characters() || style == Style.DNA;
    return new Recipe(
        widths,
        pools,
        or(options.filters(), style.filters()),
        or(options.embedding(), kinds > 0 ? kinds : style.embedding()),
        or(options.segments(), style.segments()),
        options.denseLayers() < 0 ? style.denseLayers() : options.denseLayers(),
        or(options.dense(), style.dense() > 0 ? style.dense() : style.filters()),
        options.vectors() == VectorUse.ONE_HOT || auto && symbols);
  }

  private static int or(int given, int otherwise) {
    return given > 0 ? given : otherwise;
  }
}
