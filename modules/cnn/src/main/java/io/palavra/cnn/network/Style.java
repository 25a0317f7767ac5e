package io.palavra.cnn.network;

import java.util.List;

/** Whose network it is; says what an option is that was not given. */
public enum Style {
  /** One convolution with filters of several widths, each pooled over the whole text (Kim 2014). */
  KIM(List.of(3, 4, 5), List.of(), 100, 128, 1, 0, 0),
  /** Convolution, activation, pooling, repeated; then flat to dense layers. */
  STACKED(List.of(3, 3), List.of(2, 2), 128, 128, 4, 1, 128),
  /**
   * Convolutions whose filters see neighbours at twice the distance in each layer, around which the
   * input is led (van den Oord et al. 2016; Strubell et al. 2017), pooled over the whole text.
   */
  DILATED(List.of(3, 3, 3, 3), List.of(), 128, 128, 1, 0, 0),
  /** Six convolutions over characters, the small one of Zhang, Zhao and LeCun 2015. */
  CHARACTER(List.of(7, 7, 3, 3, 3, 3), List.of(3, 3, 1, 1, 1, 3), 256, 70, 8, 2, 1024),
  /** The large one. */
  CHARACTER_LARGE(List.of(7, 7, 3, 3, 3, 3), List.of(3, 3, 1, 1, 1, 3), 1024, 70, 8, 2, 2048),
  /** Filters over the bases of a DNA sequence, wide enough to show motifs. */
  DNA(List.of(7, 11), List.of(), 32, 4, 1, 0, 0);

  private final List<Integer> widths;
  private final List<Integer> pools;
  private final int filters;
  private final int embedding;
  private final int segments;
  private final int denseLayers;
  private final int dense;

  Style(
      List<Integer> widths,
      List<Integer> pools,
      int filters,
      int embedding,
      int segments,
      int denseLayers,
      int dense) {
    this.widths = widths;
    this.pools = pools;
    this.filters = filters;
    this.embedding = embedding;
    this.segments = segments;
    this.denseLayers = denseLayers;
    this.dense = dense;
  }

  List<Integer> widths() {
    return widths;
  }

  List<Integer> pools() {
    return pools;
  }

  int filters() {
    return filters;
  }

  int embedding() {
    return embedding;
  }

  int segments() {
    return segments;
  }

  int denseLayers() {
    return denseLayers;
  }

  int dense() {
    return dense;
  }

  /** Whether all widths stand side by side over the same vectors, and not above one another. */
  public boolean sideBySide() {
    return this == KIM || this == DNA;
  }

  /** Whether it reads characters of a text. */
  public boolean characters() {
    return this == CHARACTER || this == CHARACTER_LARGE;
  }
}
