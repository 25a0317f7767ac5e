package io.palavra.training.bundle;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model as it is saved: named entries of text and named tensors, nothing else.
 *
 * @param kind id of the {@link io.palavra.training.kind.ModelKind} that loads it
 * @param texts entry name ({@code options.json}, {@code vocabulary.txt}, {@code labels.json},
 *     {@code tokenizer.json}, {@code cleaning.json}, {@code provenance.json}, {@code metrics.json},
 *     {@code calibration.json}) to content
 * @param weights tensor by name
 */
public record ModelBundle(
    String kind, SortedMap<String, String> texts, SortedMap<String, FloatTensor> weights) {

  /** Copies the maps, not the tensors. */
  public ModelBundle {
    texts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    weights = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }
}
