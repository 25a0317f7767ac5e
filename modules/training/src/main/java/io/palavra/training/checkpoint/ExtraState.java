package io.palavra.training.checkpoint;

import java.util.SortedMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * State that training changes and that lies neither in the network's parameters nor in its updater:
 * moments that a layer keeps by itself, for one.
 */
public interface ExtraState {

  /** Tells it from others; the same in every version. */
  String name();

  /** The state by name: floating-point arrays of any shape. They are only read. */
  SortedMap<String, INDArray> save();

  /** Puts back what {@link #save} gave. */
  void load(SortedMap<String, INDArray> state);
}
