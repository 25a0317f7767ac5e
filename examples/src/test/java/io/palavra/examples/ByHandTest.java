package io.palavra.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.examples.RnnByHand.Weights;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

/** The examples that work on paper. */
class ByHandTest {
  private static final double[] X = {0.5, -0.3};
  private static final Weights P = new Weights(0.4, 0.9, 0.1, 1.1, 0.2);

  /** From the lecture on recurrent networks that the example follows. */
  @Test
  void euGostoComesToTheNumbersOfTheBlackboard() {
    assertThat(printed(RnnByHand::run))
        .contains("0.2913", "0.2375", "0.4311", "0.1618", "-0.5689", "-0.1351");
  }

  @Test
  void theGradientsThroughTimeAreThoseOfCentralDifferences() {
    Weights gradient = RnnByHand.backward(P, X);
    check(gradient.u(), d -> new Weights(P.u() + d, P.w(), P.b(), P.v(), P.c()));
    check(gradient.w(), d -> new Weights(P.u(), P.w() + d, P.b(), P.v(), P.c()));
    check(gradient.b(), d -> new Weights(P.u(), P.w(), P.b() + d, P.v(), P.c()));
    check(gradient.v(), d -> new Weights(P.u(), P.w(), P.b(), P.v() + d, P.c()));
    check(gradient.c(), d -> new Weights(P.u(), P.w(), P.b(), P.v(), P.c() + d));
  }

  @Test
  void parityIsRightForInputsOfEveryLength() {
    Random random = new Random(1);
    for (int length = 1; length < 200; length++) {
      StringBuilder bits = new StringBuilder();
      random.ints(length, 0, 2).forEach(bits::append);
      boolean odd = bits.chars().filter(bit -> bit == '1').count() % 2 == 1;
      assertThat(printed(out -> ParityByHand.run(bits.toString(), out)).trim())
          .endsWith(odd ? "an odd number of ones" : "an even number of ones");
    }
    assertThatThrownBy(() -> ParityByHand.run("012", System.out)).hasMessageContaining("012");
  }

  private static void check(double gradient, DoubleFunction<Weights> moved) {
    double step = 1e-6;
    double up = RnnByHand.forward(moved.apply(step), X).loss();
    double down = RnnByHand.forward(moved.apply(-step), X).loss();
    assertThat(gradient).isCloseTo((up - down) / (2 * step), within(1e-9));
  }

  private static String printed(Consumer<PrintStream> example) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    example.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
