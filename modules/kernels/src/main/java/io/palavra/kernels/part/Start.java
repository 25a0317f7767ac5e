package io.palavra.kernels.part;

/** What parameters begin with. */
public enum Start {
  /** Drawn as the layer's weight initialisation says. */
  WEIGHTS,
  /** Zero. */
  ZERO,
  /** One. */
  ONE
}
