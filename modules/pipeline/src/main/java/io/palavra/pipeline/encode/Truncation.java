package io.palavra.pipeline.encode;

/** Which tokens of a text that is too long are kept. */
public enum Truncation {
  /** The first ones. */
  HEAD,
  /** The last ones. */
  TAIL,
  /** The first half and the last half: openings and conclusions carry most of an opinion. */
  HEAD_AND_TAIL
}
