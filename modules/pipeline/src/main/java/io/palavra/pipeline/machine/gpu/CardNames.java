package io.palavra.pipeline.machine.gpu;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compute capabilities by name, for drivers so old that they do not say them, hence of cards up to
 * Ampere. From NVIDIA's list "Your GPU Compute Capability".
 */
final class CardNames {

  /** A kind of card. */
  private record Kind(Pattern name, Version capability) {}

  private static final List<Kind> KINDS =
      List.of(
          kind("(?:tesla )?k[24]0[a-z]*|.*titan (?:black|z)|.*gtx 780(?: ti)?", "3.5"),
          kind("(?:tesla )?k80", "3.7"),
          kind("(?:tesla )?k10|.*gtx (?:6[5-9]0|7[67]0)(?: ti)?|.*quadro k[0-9]+.*", "3.0"),
          kind(".*gtx 7(?:45|50)(?: ti)?|(?:tesla )?m10", "5.0"),
          kind(
              ".*gtx 9[5-8]0.*|.*titan x|(?:tesla )?m(?:4|40|60|6)(?: .*)?|.*quadro m[0-9]+.*",
              "5.2"),
          kind("(?:tesla )?p100.*|.*quadro gp100", "6.0"),
          kind(
              ".*gtx 10[5-8]0.*|.*gt 1030|.*titan xp?|(?:tesla )?p(?:4|6|40)|.*quadro p[0-9]+.*",
              "6.1"),
          kind("(?:tesla )?v100.*|.*titan v|.*quadro gv100", "7.0"),
          kind(
              ".*rtx 20[5-8]0.*|.*gtx 16[1-6]0.*|.*titan rtx|(?:tesla )?t4|.*quadro rtx .*", "7.5"),
          kind("a100(?:[-x ].*)?|a30(?: .*)?", "8.0"),
          kind(".*rtx 30[5-9]0.*|a(?:2|10|10g|16|40)|.*rtx a(?:[1-6]000|[245]500)(?: .*)?", "8.6"));

  private CardNames() {}

  private static Kind kind(String name, String capability) {
    return new Kind(Pattern.compile(name), new Version(capability));
  }

  /** The compute capability of the card that a driver calls so; empty where it is not known. */
  static Optional<Version> capability(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT)
            .replaceFirst("^nvidia ", "")
            .replaceFirst("^titan x \\(pascal\\)", "titan xp");
    return KINDS.stream()
        .filter(kind -> kind.name().matcher(plain).matches())
        .findFirst()
        .map(Kind::capability);
  }
}
