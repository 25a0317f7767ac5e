package io.palavra.search.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A candidate as far as it is known.
 *
 * @param id its name
 * @param options that were chosen for it, in the space's order
 * @param seed of its training
 * @param epochs it is to be trained, or was
 * @param status how far it is
 * @param reason why it failed; empty otherwise
 * @param history its epochs
 */
public record Trial(
    TrialId id,
    Map<String, String> options,
    long seed,
    int epochs,
    TrialStatus status,
    String reason,
    List<EpochScore> history) {

  /** Copies what can change. */
  public Trial {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    history = List.copyOf(history);
  }

  /** The same, to be trained for that many epochs in all. */
  public Trial asked(int value) {
    return new Trial(id, options, seed, value, TrialStatus.RUNNING, "", history);
  }

  /** The same with an epoch more; one that was trained again takes its own place. */
  public Trial after(EpochScore score) {
    List<EpochScore> all = new ArrayList<>(history);
    all.removeIf(known -> known.epoch() >= score.epoch());
    all.add(score);
    return new Trial(id, options, seed, epochs, status, reason, all);
  }

  /** The same, ended. */
  public Trial ended(TrialStatus how, String why) {
    return new Trial(id, options, seed, epochs, how, why, history);
  }

  /** The epoch whose model would be kept. */
  public Optional<EpochScore> best() {
    return history.stream().filter(EpochScore::best).reduce((former, later) -> later);
  }

  /** Seconds in epochs. */
  public double seconds() {
    return history.stream().mapToDouble(EpochScore::seconds).sum();
  }
}
