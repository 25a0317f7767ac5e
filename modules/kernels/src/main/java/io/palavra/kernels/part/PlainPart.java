package io.palavra.kernels.part;

import java.util.List;

/** What a {@link Part} does, in operations of ND4J, with the same parameters. */
public interface PlainPart {

  /** The output; the tape knows the way back. */
  PlainSheet forward(List<PlainSheet> inputs, PlainPass pass);
}
