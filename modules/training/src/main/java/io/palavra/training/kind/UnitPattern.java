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
   * @param text of them, put together as the tokeniser does it
   * @param activation how strongly it fires the unit
   * @param texts in how many texts it was what fired the unit most
   */
  public record Stretch(List<String> tokens, String text, double activation, int texts) {}
}
