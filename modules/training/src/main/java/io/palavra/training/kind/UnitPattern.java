package io.palavra.training.kind;

import java.util.List;

/**
 * What fires a unit of a network.
 *
 * @param unit its name
 * @param label the class that it speaks for most
 * @param stretches distinct ones, the strongest first
 */
public record UnitPattern(String unit, String label, List<Stretch> stretches) {

  /**
   * A stretch of text.
   *
   * @param tokens of it
   * @param activation how strongly it fires the unit
   * @param texts in how many texts it was what fired the unit most
   */
  public record Stretch(List<String> tokens, double activation, int texts) {}
}
