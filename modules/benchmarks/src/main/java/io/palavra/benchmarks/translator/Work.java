package io.palavra.benchmarks.translator;

import java.util.Locale;

/** What is done with a translator's network. */
enum Work {
  TRAIN,
  GREEDY,
  BEAM5;

  /** As titles and scripts call it. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Target tokens of a training step, or sentences translated. */
  double amount(int batch) {
    return this == TRAIN ? (double) batch * TranslatorCase.STEPS : batch;
  }

  String unit() {
    return this == TRAIN ? "tokens/s" : "sentences/s";
  }
}
