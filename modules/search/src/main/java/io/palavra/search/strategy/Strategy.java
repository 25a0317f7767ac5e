package io.palavra.search.strategy;

import java.util.Optional;

/**
 * Chooses what to try next. The same questions and answers in the same order always lead to the
 * same proposals, which is what lets a search go on after a crash. For one thread at a time.
 */
public interface Strategy {

  /**
   * What to try next; empty when there is nothing now: for ever, where no proposal is without its
   * answer, and else perhaps until one more answer has come. An empty answer changes nothing.
   */
  Optional<Proposal> ask();

  /** The answer to a proposal. */
  void tell(Proposal proposal, double loss);
}
