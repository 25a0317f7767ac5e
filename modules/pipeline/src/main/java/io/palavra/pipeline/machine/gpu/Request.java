package io.palavra.pipeline.machine.gpu;

import io.palavra.pipeline.BadInputException;
import java.util.Arrays;
import java.util.List;

/**
 * What a person asked to compute on.
 *
 * @param wish which sort of device
 * @param cards the numbers of the cards, where any were named
 */
public record Request(Wish wish, List<Integer> cards) {

  /** Copies the list. */
  public Request {
    cards = List.copyOf(cards);
  }

  /** Sorts of wishes. */
  public enum Wish {
    /** A card where there is a usable one, else the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** A card, and nothing else. */
    GPU
  }

  /**
   * Reads {@code auto}, {@code cpu}, {@code gpu}, {@code gpu:1} or {@code gpu:0,1}.
   *
   * @throws BadInputException if it is none of these
   */
  public static Request parse(String text) {
    switch (text) {
      case "auto":
        return new Request(Wish.AUTO, List.of());
      case "cpu":
        return new Request(Wish.CPU, List.of());
      case "gpu":
        return new Request(Wish.GPU, List.of());
      default:
        if (text.matches("gpu:[0-9]{1,4}(,[0-9]{1,4})*")) {
          return new Request(Wish.GPU, numbers(text));
        }
        throw BadInputException.of(
            "option --device",
            text,
            "auto, cpu, gpu, gpu:N for card number N, or gpu:N,M for several");
    }
  }

  private static List<Integer> numbers(String text) {
    List<Integer> numbers =
        Arrays.stream(text.substring("gpu:".length()).split(",")).map(Integer::valueOf).toList();
    if (numbers.stream().distinct().count() < numbers.size()) {
      throw BadInputException.of("option --device", text, "each card once");
    }
    return numbers;
  }

  /** As it is written on the command line. */
  public String words() {
    return switch (wish) {
      case AUTO -> "auto";
      case CPU -> "cpu";
      case GPU -> cards.isEmpty() ? "gpu" : device(cards);
    };
  }

  /** What cards of these numbers are called: {@code gpu:0,1}. */
  static String device(List<Integer> numbers) {
    return "gpu:" + String.join(",", numbers.stream().map(String::valueOf).toList());
  }
}
