package io.palavra.search.strategy;

import io.palavra.search.space.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Trains many candidates a little and the better ones on, from their checkpoints: of each rung the
 * best share of {@code 1 / factor} climbs to the next, which trains {@code factor} times as long.
 *
 * <p>Without waiting this is ASHA (Li et al. 2020): a candidate climbs as soon as it is among the
 * best share of those that have arrived, and nobody idles. With waiting it is successive halving
 * (Jamieson and Talwalkar 2016): a rung is decided when all of it is there.
 */
public final class Halving implements Strategy {
  private final Sampler sampler;
  private final int candidates;
  private final int factor;
  private final boolean waits;
  private final List<Rung> rungs = new ArrayList<>();
  private int asked;

  /** Who has arrived at a number of epochs, in order of arrival. */
  private static final class Rung {
    private final int epochs;
    private final List<Arrival> arrived = new ArrayList<>();
    private final Set<Integer> climbed = new HashSet<>();
    private int due;

    Rung(int epochs) {
      this.epochs = epochs;
    }
  }

  private record Arrival(int candidate, Point point, double loss) {}

  /**
   * @param candidates to begin with, at most
   * @param least epochs of the lowest rung
   * @param most epochs of the highest
   * @param factor at least 2
   * @param waits whether a rung is decided only when all of it is there
   */
  public Halving(Sampler sampler, int candidates, int least, int most, int factor, boolean waits) {
    if (least < 1 || most < least || factor < 2) {
      throw new IllegalArgumentException(least + " to " + most + " epochs by " + factor);
    }
    this.sampler = sampler;
    this.candidates = candidates;
    this.factor = factor;
    this.waits = waits;
    for (int epochs = most; epochs >= least; epochs = epochs / factor) {
      rungs.add(0, new Rung(epochs));
    }
  }

  /** The epochs of each rung, the lowest first. */
  public List<Integer> rungs() {
    return rungs.stream().map(rung -> rung.epochs).toList();
  }

  @Override
  public Optional<Proposal> ask() {
    boolean all = asked >= candidates;
    Optional<Proposal> climb = climb(all);
    if (climb.isPresent() || all) {
      return climb;
    }
    return sampler.next().map(this::begin).or(() -> climb(true));
  }

  /**
   * @param all whether nobody begins any more. A sampler that has nothing left is found out anew
   *     each time: a journal does not hold that it was asked in vain
   */
  private Optional<Proposal> climb(boolean all) {
    for (int i = rungs.size() - 2; i >= 0; i--) {
      Optional<Arrival> climber = climber(i, all);
      if (climber.isPresent()) {
        Rung next = rungs.get(i + 1);
        rungs.get(i).climbed.add(climber.get().candidate);
        next.due++;
        return Optional.of(new Proposal(climber.get().candidate, climber.get().point, next.epochs));
      }
    }
    return Optional.empty();
  }

  private Proposal begin(Point point) {
    rungs.get(0).due++;
    return new Proposal(asked++, point, rungs.get(0).epochs);
  }

  /** The best of a rung's best share that has not climbed. */
  private Optional<Arrival> climber(int index, boolean all) {
    Rung rung = rungs.get(index);
    if (waits && !complete(index, all)) {
      return Optional.empty();
    }
    int share = rung.arrived.size() / factor;
    if (waits && rung.arrived.size() > 1) {
      share = Math.max(1, share);
    }
    return rung.arrived.stream()
        .sorted(Comparator.comparingDouble(Arrival::loss))
        .limit(share)
        .filter(arrival -> Double.isFinite(arrival.loss))
        .filter(arrival -> !rung.climbed.contains(arrival.candidate))
        .findFirst();
  }

  /** Whether nobody can arrive at a rung any more. */
  private boolean complete(int index, boolean all) {
    if (rungs.get(index).arrived.size() < rungs.get(index).due) {
      return false;
    }
    return index == 0 ? all : complete(index - 1, all) && climber(index - 1, all).isEmpty();
  }

  @Override
  public void tell(Proposal proposal, double loss) {
    for (Rung rung : rungs) {
      if (rung.epochs == proposal.epochs()) {
        double known = Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
        rung.arrived.add(new Arrival(proposal.candidate(), proposal.point(), known));
      }
    }
    sampler.tell(new Observation(proposal.point(), proposal.epochs(), loss));
  }
}
