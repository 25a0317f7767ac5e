package io.palavra.benchmarks;

import java.util.List;
import java.util.function.Consumer;

/** A set of measurements under one name; found through {@link java.util.ServiceLoader}. */
public interface Suite {

  /** What {@code palavra bench} calls it. */
  String name();

  /** One line for people. */
  String description();

  /**
   * Measures.
   *
   * @param quick two minutes or less, for a first look
   * @param say takes the lines that tell a person what was measured, one by one
   */
  List<Measure> run(boolean quick, Consumer<String> say);
}
