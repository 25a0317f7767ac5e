package io.palavra.pipeline.machine.gpu;

import java.util.List;

/** Whether there is a card to compute on. */
public sealed interface Probe permits Probe.Usable, Probe.Refused {

  /** One line for a person. */
  String sentence();

  /**
   * There is one.
   *
   * @param card it
   * @param notes what a person should know before relying on it
   */
  record Usable(Card card, List<String> notes) implements Probe {

    /** Copies the list. */
    public Usable {
      notes = List.copyOf(notes);
    }

    @Override
    public String sentence() {
      String line =
          card.device()
              + " is "
              + card.kind()
              + (card.freeMiB().isPresent() ? " (" + card.freeMiB().getAsLong() + " free)" : "");
      return notes.isEmpty() ? line : line + "; " + String.join("; ", notes);
    }
  }

  /**
   * There is none.
   *
   * @param reason why
   * @param what the reason with its particulars
   * @param remedy what to do
   */
  record Refused(Reason reason, String what, String remedy) implements Probe {
    @Override
    public String sentence() {
      return what + ": " + remedy;
    }
  }

  /** Why a card is not used. */
  enum Reason {
    /** No build of ND4J for CUDA runs on this system. */
    SYSTEM,
    /** No card, as far as anybody can tell. */
    NO_CARD,
    /** A card whose driver is not there, does not answer, or answers nonsense. */
    DRIVER_AWAY,
    /** The driver is older than CUDA 11. */
    DRIVER_OLD,
    /** The card is older than the code of the build. */
    CARD_OLD,
    /** The card is newer than the code of the build. */
    CARD_NEW,
    /** Nobody says what the card can do. */
    CARD_UNKNOWN,
    /** Not enough memory, or not enough of it free. */
    MEMORY,
    /** The card is cut into slices. */
    SLICED,
    /** The card is kept for somebody else. */
    KEPT,
    /** Cards of different kinds, and nobody said which. */
    MIXED,
    /** No card of the number that was asked for. */
    NUMBER
  }
}
