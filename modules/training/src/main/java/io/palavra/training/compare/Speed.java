package io.palavra.training.compare;

/** How many texts a second are answered, measured for long enough to be no matter of chance. */
final class Speed {
  private static final double NANOS = 1e9;

  private Speed() {}

  /**
   * Answers again and again, first to let the JVM compile what is run, then by the clock.
   *
   * @param warmUp answers some texts
   * @param answering answers all texts
   * @param texts how many those are
   * @param seconds that each of the two parts takes at least
   */
  static double textsPerSecond(Runnable warmUp, Runnable answering, int texts, double seconds) {
    repeated(warmUp, seconds);
    return texts / repeated(answering, seconds);
  }

  /** Seconds that a call took, the mean of all. */
  private static double repeated(Runnable work, double seconds) {
    long start = System.nanoTime();
    int calls = 0;
    double took;
    do {
      work.run();
      calls++;
      took = (System.nanoTime() - start) / NANOS;
    } while (took < seconds);
    return took / calls;
  }
}
