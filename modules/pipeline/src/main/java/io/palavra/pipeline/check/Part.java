package io.palavra.pipeline.check;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The part of a data set that a row belongs to. */
public enum Part {
  /** What is learned from. */
  TRAIN,
  /** What is used for choices. */
  DEV,
  /** What is looked at once, at the end. */
  TEST;

  /** Lower case, for people and for JSON. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
