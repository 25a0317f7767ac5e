package io.palavra.training.loop;

/** How much a text counts by its class. */
public enum ClassWeights {
  /** All texts count the same. */
  NONE,
  /** All classes count the same: {@code texts / (classes * texts of the class)}. */
  BALANCED
}
