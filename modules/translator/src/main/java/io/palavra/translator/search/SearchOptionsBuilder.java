package io.palavra.translator.search;

import java.util.Optional;

/** Changes some of the {@link SearchOptions}; they are checked when built. */
public final class SearchOptionsBuilder {
  private int beam;
  private double lengthPenalty;
  private int best;
  private int minLength;
  private double maxRatio;
  private int maxLength;
  private int blockRepeated;
  private double coveragePenalty;
  private boolean copyUnknown;
  private boolean shortlist;
  private Optional<Sampling> sampling;

  SearchOptionsBuilder(SearchOptions from) {
    beam = from.beam();
    lengthPenalty = from.lengthPenalty();
    best = from.best();
    minLength = from.minLength();
    maxRatio = from.maxRatio();
    maxLength = from.maxLength();
    blockRepeated = from.blockRepeated();
    coveragePenalty = from.coveragePenalty();
    copyUnknown = from.copyUnknown();
    shortlist = from.shortlist();
    sampling = from.sampling();
  }

  /** Sets {@link SearchOptions#beam()}. */
  public SearchOptionsBuilder beam(int value) {
    beam = value;
    return this;
  }

  /** Sets {@link SearchOptions#lengthPenalty()}. */
  public SearchOptionsBuilder lengthPenalty(double value) {
    lengthPenalty = value;
    return this;
  }

  /** Sets {@link SearchOptions#best()}. */
  public SearchOptionsBuilder best(int value) {
    best = value;
    return this;
  }

  /** Sets {@link SearchOptions#minLength()}. */
  public SearchOptionsBuilder minLength(int value) {
    minLength = value;
    return this;
  }

  /** Sets {@link SearchOptions#maxRatio()}. */
  public SearchOptionsBuilder maxRatio(double value) {
    maxRatio = value;
    return this;
  }

  /** Sets {@link SearchOptions#maxLength()}. */
  public SearchOptionsBuilder maxLength(int value) {
    maxLength = value;
    return this;
  }

  /** Sets {@link SearchOptions#blockRepeated()}. */
  public SearchOptionsBuilder blockRepeated(int value) {
    blockRepeated = value;
    return this;
  }

  /** Sets {@link SearchOptions#coveragePenalty()}. */
  public SearchOptionsBuilder coveragePenalty(double value) {
    coveragePenalty = value;
    return this;
  }

  /** Sets {@link SearchOptions#copyUnknown()}. */
  public SearchOptionsBuilder copyUnknown(boolean value) {
    copyUnknown = value;
    return this;
  }

  /** Sets {@link SearchOptions#shortlist()}. */
  public SearchOptionsBuilder shortlist(boolean value) {
    shortlist = value;
    return this;
  }

  /** Draws instead of searching: {@link SearchOptions#sampling()}. */
  public SearchOptionsBuilder sampling(Sampling value) {
    sampling = Optional.of(value);
    return this;
  }

  /** The options. */
  public SearchOptions build() {
    return new SearchOptions(
        beam,
        lengthPenalty,
        best,
        minLength,
        maxRatio,
        maxLength,
        blockRepeated,
        coveragePenalty,
        copyUnknown,
        shortlist,
        sampling);
  }
}
