package io.palavra.pipeline.machine.gpu;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * How busy a card is, or several.
 *
 * @param cards how many
 * @param utilization per cent of the last second or so in which something ran on it; the mean
 * @param usedMiB of its memory, by whomever; the sum
 * @param totalMiB of its memory; the sum
 */
public record CardLoad(
    int cards, OptionalInt utilization, OptionalLong usedMiB, OptionalLong totalMiB) {
  private static final double GIBI = 1024;

  /** Of several cards; what one of them does not tell is not known of all. */
  static CardLoad together(List<CardLoad> loads) {
    OptionalLong busy = sum(loads, load -> wide(load.utilization()));
    return new CardLoad(
        loads.size(),
        busy.isPresent()
            ? OptionalInt.of((int) Math.round(busy.getAsLong() / (double) loads.size()))
            : OptionalInt.empty(),
        sum(loads, CardLoad::usedMiB),
        sum(loads, CardLoad::totalMiB));
  }

  private static OptionalLong wide(OptionalInt value) {
    return value.isPresent() ? OptionalLong.of(value.getAsInt()) : OptionalLong.empty();
  }

  private static OptionalLong sum(List<CardLoad> loads, Function<CardLoad, OptionalLong> part) {
    return loads.stream().map(part).allMatch(OptionalLong::isPresent)
        ? OptionalLong.of(loads.stream().map(part).mapToLong(OptionalLong::getAsLong).sum())
        : OptionalLong.empty();
  }

  /** For a progress line: {@code card 87 %, 3.1 of 8.0 GiB}; what is not known is left out. */
  public String words() {
    StringBuilder words = new StringBuilder(cards == 1 ? "card" : cards + " cards");
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
