package io.palavra.kernels.plain;

import java.util.logging.Logger;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Chooses between a layer's kernel and the same computation in operations of ND4J, which run on
 * whatever ND4J runs on. Parameters and results are the same either way, up to rounding.
 */
public final class PlainPath {
  /** System property: {@code true} takes operations of ND4J on the processor, too. */
  public static final String PROPERTY = "palavra.kernels.plain";

  private PlainPath() {}

  /**
   * Makes sure that arrays lie in the machine's memory, for a kernel that reads them there.
   *
   * @throws UnsupportedOperationException if they lie on a card, where the kernel would read what
   *     is stale and write what nobody sees; or if operations of ND4J are to be taken
   */
  public static void requireHostMemory() {
    if (taken()) {
      throw new UnsupportedOperationException(
          "one of the network's layers has no path for a card: use --device cpu");
    }
  }

  /** Whether layers that are instantiated now are to use operations of ND4J. */
  public static boolean taken() {
    return (Boolean.getBoolean(PROPERTY) || !Nd4j.getEnvironment().isCPU()) && Notice.GIVEN;
  }

  /** Says that it is taken when it is for the first time. */
  private static final class Notice {
    private static final boolean GIVEN = give();

    private static boolean give() {
      Logger.getLogger(PlainPath.class.getName())
          .fine("layers compute in operations of ND4J, as on a card or by -D" + PROPERTY + "=true");
      return true;
    }
  }
}
