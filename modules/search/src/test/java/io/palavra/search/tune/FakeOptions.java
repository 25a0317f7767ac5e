package io.palavra.search.tune;

import io.palavra.pipeline.BadInputException;

/** Options of {@link FakeKind}. */
record FakeOptions(
    double learningRate,
    int hidden,
    Unit cell,
    double dropout,
    int heads,
    boolean both,
    int shortest,
    int longest,
    int epochs,
    int patience,
    String metric) {

  enum Unit {
    LSTM,
    GRU,
    TRANSFORMER
  }

  FakeOptions {
    if (hidden < 1 || hidden > 8192) {
      throw BadInputException.of(
          "option hidden", String.valueOf(hidden), "a whole number from 1 to 8192");
    }
    if (hidden > 8100 && dropout == 0.1) {
      throw BadInputException.of("option dropout", "0.1", "another one, for so many units");
    }
    if (longest > 0 && (shortest < 1 || shortest > longest)) {
      throw BadInputException.of(
          "option shortest", String.valueOf(shortest), "a whole number from 1 to " + longest);
    }
    if (longest == 0 && shortest > 0) {
      throw BadInputException.of("option shortest", String.valueOf(shortest), "0 without longest");
    }
  }

  static FakeOptions defaults() {
    return new FakeOptions(0.01, 64, Unit.LSTM, 0.1, 4, true, 0, 0, 10, 0, "accuracy");
  }
}
