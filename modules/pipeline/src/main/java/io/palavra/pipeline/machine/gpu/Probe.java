package io.palavra.pipeline.machine.gpu;

import java.util.List;
import java.util.OptionalLong;

/** Whether there is a card to compute on. */
public sealed interface Probe permits Probe.Usable, Probe.Refused {

  /** One line for a person. */
  String sentence();

  /**
   * There is one, or several of one kind where so many were named.
   *
   * @param cards at least one
   * @param notes what a person should know before relying on them
   */
  record Usable(List<Card> cards, List<String> notes) implements Probe {

    /** Copies the lists. */
    public Usable {
      cards = List.copyOf(cards);
      notes = List.copyOf(notes);
    }

    /** The first card. */
    public Card card() {
      return cards.get(0);
    }

    /** What they are called on the command line: {@code gpu:0}, {@code gpu:0,1}. */
    public String device() {
      return Request.device(cards.stream().map(Card::index).toList());
    }

    /** How much memory is free on each of them. */
    private OptionalLong freeMiB() {
      return cards.stream().allMatch(card -> card.freeMiB().isPresent())
          ? cards.stream().mapToLong(card -> card.freeMiB().getAsLong()).min()
          : OptionalLong.empty();
    }

    @Override
    public String sentence() {
      String line =
          device()
              + (cards.size() == 1 ? " is " : " are " + cards.size() + " of ")
              + card().kind()
              + (freeMiB().isPresent() ? " (" + freeMiB().getAsLong() + " free)" : "");
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
    /** Cards of different kinds, of which one must be chosen. */
    MIXED,
    /** No card of the number that was asked for. */
    NUMBER
  }
}
