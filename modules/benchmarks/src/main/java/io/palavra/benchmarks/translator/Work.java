package io.palavra.benchmarks.translator;

import java.util.Locale;

/** What is done with a translator's network. */
enum Work {
  TRAIN,
  GREEDY,

  /** Among the sub-words of a lexicon; the others choose among all. */
  GREEDY_SHORTLIST,
  BEAM5,

  /** Likewise. */
  BEAM5_SHORTLIST;

  /** As titles call it. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As scripts call what the others do. */
  String script() {
    return title().replaceFirst("-.*", "");
  }

  /** Target tokens of a training step, or sentences translated. */
  double amount(int batch) {
    return this == TRAIN ? (double) batch * TranslatorCase.STEPS : batch;
  }

  String unit() {
    return this == TRAIN ? "tokens/s" : "sentences/s";
  }
}
