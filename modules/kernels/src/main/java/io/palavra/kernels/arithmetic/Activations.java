package io.palavra.kernels.arithmetic;

import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationPReLU;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Which of ND4J's activations the kernels compute. */
public final class Activations {
  private static final Map<Class<? extends IActivation>, Squash> KNOWN =
      Map.of(
          ActivationIdentity.class, Squash.IDENTITY,
          ActivationSigmoid.class, Squash.SIGMOID,
          ActivationTanH.class, Squash.TANH,
          ActivationReLU.class, Squash.RELU,
          ActivationHardSigmoid.class, Squash.HARD_SIGMOID,
          ActivationHardTanH.class, Squash.HARD_TANH,
          ActivationSoftSign.class, Squash.SOFTSIGN);

  private Activations() {}

  /**
   * The same function as {@code activation}.
   *
   * @throws IllegalArgumentException if the kernels do not have it
   */
  public static Squash squash(IActivation activation) {
    return known(activation)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "activation "
                        + activation
                        + " is not one that the kernels have: "
                        + KNOWN.values()));
  }

  /**
   * Makes sure that an activation is the same function at every step.
   *
   * @throws IllegalArgumentException if it draws or learns its slopes
   */
  public static void requireFixed(IActivation activation) {
    if (activation instanceof ActivationRReLU || activation instanceof ActivationPReLU) {
      throw new IllegalArgumentException(
          "activation "
              + activation
              + " draws or learns its slopes, which a recurrent layer can not keep for every step");
    }
  }

  /** The same function as {@code activation}, where the kernels have it. */
  public static Optional<Squash> known(IActivation activation) {
    return Optional.ofNullable(KNOWN.get(activation.getClass()));
  }
}
