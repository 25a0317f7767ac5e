package io.palavra.search.strategy;

import java.util.Optional;

/** Trains every candidate as long as the others. */
public final class Flat implements Strategy {
  private final Sampler sampler;
  private final int candidates;
  private final int epochs;
  private int asked;

  /**
   * @param candidates at most
   * @param epochs of each
   */
  public Flat(Sampler sampler, int candidates, int epochs) {
    this.sampler = sampler;
    this.candidates = candidates;
    this.epochs = epochs;
  }

  @Override
  public Optional<Proposal> ask() {
    if (asked >= candidates) {
      return Optional.empty();
    }
    return sampler.next().map(p -> new Proposal(asked++, p, epochs));
  }

  @Override
  public void tell(Proposal proposal, double loss) {
    sampler.tell(new Observation(proposal.point(), proposal.epochs(), loss));
  }
}
