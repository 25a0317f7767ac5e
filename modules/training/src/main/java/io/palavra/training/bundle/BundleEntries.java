package io.palavra.training.bundle;

import java.util.Set;
import java.util.regex.Pattern;

/** What may be in a bundle, and how large. */
final class BundleEntries {
  static final String MANIFEST = "manifest.json";
  static final String WEIGHTS = "weights.safetensors";

  /** A name that is not here is refused, whatever it holds. */
  static final Set<String> TEXTS =
      Set.of(
          "calibration.json",
          "cleaning.json",
          "labels.json",
          "languages.txt",
          "lexicon.txt",
          "metrics.json",
          "options.json",
          "provenance.json",
          "source-tokenizer.json",
          "source-true-case.txt",
          "source-vocabulary.txt",
          "target-tokenizer.json",
          "target-true-case.txt",
          "target-vocabulary.txt",
          "texts.txt",
          "thresholds.json",
          "tokenizer.json",
          "vocabulary.txt");

  static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}");

  static final int LARGEST_MANIFEST = 1 << 16;
  static final int LARGEST_TEXT = 1 << 28;
  static final int LARGEST_TENSOR_HEADER = 1 << 24;

  /** What 32-bit offsets of a zip reach. */
  static final long LARGEST_FILE = 0xFFFF_FFFFL;

  /** JSON of a bundle is never deeper; a deeper one is made to exhaust a parser's stack. */
  static final int DEEPEST_JSON = 64;

  private BundleEntries() {}

  static boolean allowed(String name) {
    return name.equals(WEIGHTS) || TEXTS.contains(name);
  }
}
