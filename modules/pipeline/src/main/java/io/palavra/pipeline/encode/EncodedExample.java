package io.palavra.pipeline.encode;

/**
 * A text as ids and the index of its class.
 *
 * @param ids at least one
 * @param label class index; {@link #NO_LABEL} where there is none
 */
public record EncodedExample(int[] ids, int label) {
  /** The label of a text whose class is not known. */
  public static final int NO_LABEL = -1;
}
