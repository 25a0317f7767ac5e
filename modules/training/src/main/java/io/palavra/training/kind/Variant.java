package io.palavra.training.kind;

import java.util.List;

/**
 * A kind of model with some of its options settled, to be set beside others.
 *
 * @param name for tables: {@code Bi-LSTM}
 * @param settings {@code option=value} each, over what suits the data
 * @param vectors whether it begins with pre-trained word vectors, and is left out without them
 */
public record Variant(String name, List<String> settings, boolean vectors) {
  /** The comparison of all classifiers. */
  public static final String CLASSIFIERS = "classifiers";

  /** Copies the list. */
  public Variant {
    settings = List.copyOf(settings);
  }
}
