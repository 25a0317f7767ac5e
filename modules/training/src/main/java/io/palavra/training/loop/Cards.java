package io.palavra.training.loop;

import java.util.function.Function;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Which card a thread computes on. ND4J deals the cards that it sees to threads in turn, and an
 * array goes to the card of whichever thread uses it; so threads that work for one another have to
 * be on one card. On the processor nothing of this does anything.
 */
public final class Cards {

  private Cards() {}

  /** How many cards ND4J sees; one on the processor. */
  public static int count() {
    return Nd4j.getAffinityManager().getNumberOfDevices();
  }

  /** The card of the calling thread. */
  public static int current() {
    return Nd4j.getAffinityManager().getDeviceForCurrentThread();
  }

  /** Lets the calling thread compute on a card from now on. */
  public static void stay(int card) {
    if (count() > 1) {
      Nd4j.getAffinityManager().unsafeSetDevice(card);
    }
  }

  /** Work for another thread, done on the card of the calling one. */
  public static <A, B> Function<A, B> here(Function<A, B> work) {
    int card = current();
    return input -> {
      stay(card);
      return work.apply(input);
    };
  }
}
