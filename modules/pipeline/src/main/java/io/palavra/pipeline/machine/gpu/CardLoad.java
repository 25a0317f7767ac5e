package io.palavra.pipeline.machine.gpu;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How busy a card is.
 *
 * @param utilization per cent of the last second or so in which something ran on it
 * @param usedMiB of its memory, by whomever
 * @param totalMiB of its memory
 */
public record CardLoad(OptionalInt utilization, OptionalLong usedMiB, OptionalLong totalMiB) {
  private static final double GIBI = 1024;

  /** For a progress line: {@code card 87 %, 3.1 of 8.0 GiB}; what is not known is left out. */
  public String words() {
    StringBuilder words = new StringBuilder("card");
    utilization.ifPresent(share -> words.append(' ').append(share).append(" %"));
    if (usedMiB.isPresent() && totalMiB.isPresent()) {
      words.append(
          String.format(
              Locale.ROOT,
              "%s %.1f of %.1f GiB",
              utilization.isPresent() ? "," : "",
              usedMiB.getAsLong() / GIBI,
              totalMiB.getAsLong() / GIBI));
    }
    return words.toString();
  }

  /** Whether anything is known. */
  boolean known() {
    return utilization.isPresent() || usedMiB.isPresent() && totalMiB.isPresent();
  }
}
