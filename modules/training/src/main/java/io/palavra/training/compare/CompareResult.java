package io.palavra.training.compare;

import java.util.List;
import java.util.Optional;

/** What came of a comparison. */
public final class CompareResult {
  private final String dataName;
  private final int seeds;
  private final boolean finished;
  private final Standings standings;

  CompareResult(String dataName, int seeds, boolean finished, Standings standings) {
    this.dataName = dataName;
    this.seeds = seeds;
    this.finished = finished;
    this.standings = standings;
  }

  /** Name of the data set. */
  public String dataName() {
    return dataName;
  }

  /** Seeds that each contestant is trained with. */
  public int seeds() {
    return seeds;
  }

  /** False where it was stopped and can be resumed. */
  public boolean finished() {
    return finished;
  }

  /**
   * The contestants in the order in which they were given.
   *
   * @param reference whom each is set beside; the best where nobody is named
   */
  public List<Standing> standings(Optional<String> reference) {
    return standings.of(reference);
  }
}
