package io.palavra.pipeline.machine.gpu;

import io.palavra.pipeline.BadInputException;
import java.util.OptionalInt;

/**
 * What a person asked to compute on.
 *
 * @param wish which sort of device
 * @param index the number of the card, where one was named
 */
public record Request(Wish wish, OptionalInt index) {

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
   * Reads {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:1}.
   *
   * @throws BadInputException if it is none of these
   */
  public static Request parse(String text) {
    switch (text) {
      case "auto":
        return new Request(Wish.AUTO, OptionalInt.empty());
      case "cpu":
        return new Request(Wish.CPU, OptionalInt.empty());
      case "gpu":
        return new Request(Wish.GPU, OptionalInt.empty());
      default:
        if (text.matches("gpu:[0-9]{1,4}")) {
          return new Request(Wish.GPU, OptionalInt.of(Integer.parseInt(text.substring(4))));
        }
        if (text.matches("gpu:[0-9]{1,4}(,[0-9]{1,4})+")) {
          throw BadInputException.of(
              "option --device",
              text,
              "one card, gpu:N; several train in Java alone, by Deeplearning4j's ParallelWrapper"
                  + " (docs/gpu.md)");
        }
        throw BadInputException.of(
            "option --device", text, "auto, cpu, gpu, or gpu:N for card number N");
    }
  }
}
