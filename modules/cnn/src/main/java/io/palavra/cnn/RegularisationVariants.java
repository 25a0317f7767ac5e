package io.palavra.cnn;

import io.palavra.training.kind.Variant;
import java.util.ArrayList;
import java.util.List;

/**
 * The usual stack (convolution, rectifier, pooling, repeated, dense) against learning by heart:
 * with no remedy, with each remedy alone and with all together. Each is trained for the same number
 * of epochs and keeps its last parameters, unless it stops early.
 */
final class RegularisationVariants {
  static final String NAME = "regularisation";

  private static final List<String> BARE =
      List.of(
          "style=stacked",
          "dropout=0",
          "embeddingDropout=0",
          "l2=0",
          "normalization=none",
          "labelSmoothing=0",
          "epochs=12",
          "patience=0",
          "metric=loss",
          "keepBest=false");

  private static final List<String> L2 = List.of("l2=0.0003");
  private static final List<String> DROPOUT = List.of("dropout=0.5", "embeddingDropout=0.5");
  private static final List<String> EARLY = List.of("patience=3", "keepBest=true");
  private static final List<String> BATCH = List.of("normalization=batch");

  private RegularisationVariants() {}

  static List<Variant> all() {
    return List.of(
        with("no remedy"),
        with("L2", L2),
        with("dropout", DROPOUT),
        with("early stopping", EARLY),
        with("batch normalisation", BATCH),
        with("all together", L2, DROPOUT, EARLY, BATCH));
  }

  @SafeVarargs
  private static Variant with(String name, List<String>... settings) {
    List<String> all = new ArrayList<>(BARE);
    for (List<String> some : settings) {
      for (String setting : some) {
        String option = setting.substring(0, setting.indexOf('=') + 1);
        all.removeIf(other -> other.startsWith(option));
        all.add(setting);
      }
    }
    return new Variant(name, all, false);
  }
}
