package io.palavra.training.loop;

/** How the learning rate moves once the warm-up is over. */
public enum ScheduleShape {
  /** Stays. */
  CONSTANT,
  /** Falls in a straight line towards 0 at the last step. */
  LINEAR,
  /** Falls along half a cosine towards 0 at the last step (Loshchilov and Hutter 2017, SGDR). */
  COSINE,
  /**
   * Falls with the inverse square root of the step, as in Vaswani et al. 2017, section 5.3; there
   * the peak is {@code d_model^-0.5 * warmup^-0.5}, here it is the learning rate itself.
   */
  INVERSE_SQRT,
  /** Is multiplied by {@code decayFactor} after every {@code decayEpochs} epochs. */
  STEP
}
