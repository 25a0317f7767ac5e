package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Squash;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
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

  /** The same function as {@code activation}, where the kernels have it. */
  static Optional<Squash> known(IActivation activation) {
    return Optional.ofNullable(KNOWN.get(activation.getClass()));
  }
}
