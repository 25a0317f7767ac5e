package io.palavra.training.kind;

/**
 * A stretch of a text that fired a unit of a network.
 *
 * @param unit its name, as {@code filter 17 of width 3}
 * @param favours index of the class that the unit speaks for most
 * @param from the first token of the stretch
 * @param to the token behind it
 * @param activation how strongly it fired
 * @param contribution what that added to the score of the class in question: over the mean of all
 *     classes where a text has one of them, as it is where each label is decided by itself
 */
public record Firing(
    String unit, int favours, int from, int to, double activation, double contribution) {

  /** The same of a unit that is one of several networks'; {@code owner} stands before its name. */
  public Firing of(String owner) {
    return owner.isEmpty()
        ? this
        : new Firing(owner + unit, favours, from, to, activation, contribution);
  }
}
