package io.palavra.kernels.recurrent;

/** How the outputs of several sweeps become one. */
enum Combination {
  CONCATENATE,
  ADD,
  AVERAGE,
  MULTIPLY
}
