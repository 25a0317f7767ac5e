package io.palavra.cli.device;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.machine.gpu.Card;
import io.palavra.pipeline.machine.gpu.Probe;
import io.palavra.pipeline.machine.gpu.Probe.Refused;
import io.palavra.pipeline.machine.gpu.Probe.Usable;
import io.palavra.pipeline.machine.gpu.Request;
import io.palavra.pipeline.machine.gpu.Request.Wish;
import io.palavra.pipeline.machine.gpu.Survey;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a person's wish for a device comes to.
 *
 * @param cards the cards to compute on; empty for the processor
 * @param why one line that says what is taken and why not the other; empty where the processor was
 *     asked for
 * @param expected whether nothing else could be thought, so that only who asked need be told
 */
record DeviceChoice(List<Card> cards, String why, boolean expected) {
  private static final String CUDA = "org/nd4j/linalg/jcublas/JCublasBackend.class";

  /**
   * Decides by what is there.
   *
   * @param survey asked only where a card comes into question
   * @throws BadInputException when a card was asked for and there is none that can be used
   */
  static DeviceChoice of(Request request, Supplier<Survey> survey) {
    if (request.wish() == Wish.CPU) {
      return new DeviceChoice(List.of(), "", true);
    }
    Survey found = survey.get();
    Probe probe = found.choose(request);
    if (probe instanceof Usable usable) {
      return new DeviceChoice(
          usable.cards(),
          (usable.cards().size() == 1 ? "Computing on the card: " : "Computing on the cards: ")
              + probe.sentence()
              + " (--device cpu for the processor)",
          false);
    }
    if (request.wish() == Wish.GPU) {
      throw BadInputException.of(
          "option --device", request.words(), "a card that can be used; " + probe.sentence());
    }
    boolean noSign = !found.anySign();
    String reason = noSign && probe instanceof Refused none ? none.what() : probe.sentence();
    return new DeviceChoice(List.of(), "Computing on the processor: " + reason, noSign);
  }

  /** For the launcher: {@code cpu}, or names and UUIDs with a tab between them. */
  String words() {
    return cards.isEmpty()
        ? "cpu"
        : new Usable(cards, List.of()).device()
            + "\t"
            + String.join(",", cards.stream().map(Card::uuid).toList());
  }

  /** Whether this program was started with ND4J for CUDA; looks without loading any of it. */
  static boolean hasCuda() {
    return DeviceChoice.class.getClassLoader().getResource(CUDA) != null;
  }

  /**
   * The same, where the program was started with the ND4J that it asks for.
   *
   * @param cuda whether that is the one for CUDA
   * @throws BadInputException when it needs the other one and may not do without
   */
  DeviceChoice startedWith(boolean cuda, Request request) {
    if (cards.isEmpty() != cuda) {
      return this;
    }
    if (cuda) {
      throw BadInputException.of(
          "option --device",
          request.wish() == Wish.CPU ? "cpu" : "auto",
          (why.isEmpty() ? "" : why + "; ")
              + "a start through scripts/palavra --device cpu, this one has CUDA");
    }
    if (request.wish() == Wish.GPU) {
      throw BadInputException.of(
          "option --device",
          request.words(),
          "a start through scripts/palavra, which brings ND4J for CUDA");
    }
    return new DeviceChoice(
        List.of(),
        "Computing on the processor: ND4J for CUDA is not fetched yet, which --device gpu does once"
            + " (2.4 GB); it could use "
            + cards.get(0).device()
            + ", "
            + cards.get(0).kind(),
        false);
  }
}
