package io.palavra.embeddings.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Learns from one share of a text, as often as there are epochs. Asked to stop, it returns at its
 * next place to do so, and the next run goes on from there.
 */
abstract class TableWorker implements Runnable {
  private final List<OwnRows> own;

  /**
   * @param own the worker's copies of rows
   */
  TableWorker(List<OwnRows> own) {
    this.own = List.copyOf(own);
  }

  @Override
  public final void run() {
    own.forEach(OwnRows::take);
    goOn();
    own.forEach(OwnRows::give);
  }

  /** Learns on from where it is, until it is through or is to stop. */
  abstract void goOn();

  /** Whether all epochs are through. */
  abstract boolean done();

  /** Writes everything that a run would go on from. */
  abstract void save(DataOutput out) throws IOException;

  /**
   * Takes over what {@link #save} wrote.
   *
   * @throws IOException when that is no place in the worker's share
   */
  abstract void restore(DataInput in) throws IOException;
}
