package io.palavra.training.bundle;

import io.palavra.pipeline.BadInputException;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model as it is saved: named entries of text and named tensors, nothing else.
 *
 * @param kind id of the {@link io.palavra.training.kind.ModelKind} that loads it
 * @param texts entry name to content: {@code options.json} and {@code provenance.json} of every
 *     kind, {@code vocabulary.txt}, {@code labels.json} and what else a kind needs
 * @param weights tensor by name
 */
public record ModelBundle(
    String kind, SortedMap<String, String> texts, SortedMap<String, FloatTensor> weights) {

  /** Copies the maps, not the tensors. */
  public ModelBundle {
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }

  /**
   * An entry that this kind of model can not do without.
   *
   * @throws BadInputException when there is none
   */
  public String text(String entry) {
    return optionalText(entry).orElseThrow(() -> lacks("an entry " + entry));
  }

  /** An entry that not every model has. */
  public Optional<String> optionalText(String entry) {
    return Optional.ofNullable(texts.get(entry));
  }

  /**
   * A tensor of the shape that the options call for.
   *
   * @throws BadInputException when there is none, or its shape is another
   */
  public FloatTensor weight(String name, long... shape) {
    FloatTensor tensor = weights.get(name);
    String expected = "a tensor " + name + " " + java.util.Arrays.toString(shape);
    if (tensor == null) {
      throw lacks(expected);
    }
    if (!java.util.Arrays.equals(tensor.shape(), shape)) {
      String found = java.util.Arrays.toString(tensor.shape());
      throw BadInputException.of("model of kind " + kind, name + " " + found, expected);
    }
    return tensor;
  }

  /**
   * This bundle, once it is known to be of a kind.
   *
   * @throws BadInputException when it is of another
   */
  public ModelBundle expectKind(String id) {
    if (!kind.equals(id)) {
      throw BadInputException.of("model", "kind " + kind, "a model of kind " + id);
    }
    return this;
  }

  private BadInputException lacks(String expected) {
    return BadInputException.of("model of kind " + kind, expected + ", which it lacks");
  }
}
