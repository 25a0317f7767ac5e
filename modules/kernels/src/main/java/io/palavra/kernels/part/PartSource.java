package io.palavra.kernels.part;

import io.palavra.kernels.arithmetic.Floor;

/** The configuration of a layer or vertex that is made of a part. */
public interface PartSource {

  /** The part, which asks {@code parameters} for what it needs. */
  <A> Part<A> part(Floor<A> floor, Parameters<A> parameters);

  /** The same part in operations of ND4J. */
  PlainPart plain();

  /** The number of features of each input, optional ones at the end. */
  int[] inputWidths();
}
