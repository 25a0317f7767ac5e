package io.palavra.kernels.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.SplitMix64;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.part.Sheet;
import io.palavra.kernels.part.View;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads that drop weights, against loops over sequences, heads, queries and keys. */
class WeightDropoutTest {
  private static final int HEADS = 2;
  private static final int WIDTH = 6;
  private static final double SCALE = 0.7;
  private static final double P = 0.3;
  private static final Rows ASKING = Rows.ofLengths(4, 0, 1, 7, 3);
  private static final Rows ASKED = Rows.ofLengths(5, 3, 0, 9, 1);

  /** What heads are given; those that are causal ask themselves. */
  private static final class Given {
    final Floor<double[]> floor = Floor.doubles();
    final Sheet<double[]> queries = sheet(ASKING, 1);
    final Sheet<double[]> keys;
    final Sheet<double[]> values;
    final Heads<double[]> heads;
    final boolean causal;

    Given(boolean causal, double dropOut) {
      this.causal = causal;
      this.keys = sheet(causal ? ASKING : ASKED, 2);
      this.values = sheet(causal ? ASKING : ASKED, 3);
      this.heads = Heads.ofProducts(floor, HEADS, SCALE, causal, dropOut);
    }

    private Sheet<double[]> sheet(Rows rows, long seed) {
      Sheet<double[]> sheet = new Sheet<>(floor);
      sheet.shape(rows, WIDTH, true);
      Random random = new Random(seed);
      for (int i = 0; i < rows.count() * WIDTH; i++) {
        sheet.values()[i] = random.nextGaussian();
      }
      return sheet;
    }

    double[] means(Pass pass) {
      Sheet<double[]> out = heads.forward(View.of(queries), View.of(keys), View.of(values), pass);
      return Arrays.copyOf(out.values(), ASKING.count() * WIDTH);
    }

    /** The sum of the means, each times a number of its own. */
    double loss(long seed) {
      double[] means = means(drawn(seed));
      double sum = 0;
      for (int i = 0; i < means.length; i++) {
        sum += means[i] * Math.cos(i);
      }
      return sum;
    }
  }

  private static Pass drawn(long seed) {
    return new Pass(true, true, () -> seed);
  }

  /** What the weight of that number is multiplied with. */
  private static double kept(long seed, int number, double p) {
    long word = SplitMix64.at(seed, number / 4) >>> 16 * (number % 4);
    return (word & 0xFFFF) < Math.round(p * 65536) ? 0 : 1 / (1 - p);
  }

  /** Every weight by itself, with no thought of speed. */
  private static double[] textbook(Given given, long seed, double p) {
    double[] means = new double[ASKING.count() * WIDTH];
    Rows asked = given.keys.rows();
    int number = 0;
    int part = WIDTH / HEADS;
    for (int b = 0; b < ASKING.batch(); b++) {
      for (int head = 0; head < HEADS; head++) {
        for (int i = 0; i < ASKING.length(b); i++) {
          int query = (ASKING.from(b) + i) * WIDTH + head * part;
          double[] share = new double[asked.length(b)];
          double total = 0;
          for (int j = 0; j < (given.causal ? i + 1 : share.length); j++) {
            int key = (asked.from(b) + j) * WIDTH + head * part;
            double score = 0;
            for (int a = 0; a < part; a++) {
              score += given.queries.values()[query + a] * given.keys.values()[key + a];
            }
            share[j] = Math.exp(SCALE * score);
            total += share[j];
          }
          for (int j = 0; j < share.length; j++, number++) {
            int value = (asked.from(b) + j) * WIDTH + head * part;
            for (int a = 0; a < part; a++) {
              means[query + a] +=
                  share[j] / total * kept(seed, number, p) * given.values.values()[value + a];
            }
          }
        }
      }
    }
    return means;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void meansAreThoseOfATextbookThatDropsTheSameWeights(boolean causal) {
    Given given = new Given(causal, P);
    for (long seed : new long[] {0, 17, -5}) {
      double[] means = given.means(drawn(seed));
      assertThat(means).containsExactly(textbook(given, seed, P), within(1e-12));
      assertThat(given.means(drawn(seed))).containsExactly(means);
      assertThat(given.means(drawn(seed + 1))).isNotEqualTo(means);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gradientsAreThoseOfCentralDifferencesWhileTheSameAreDropped(boolean causal) {
    Given given = new Given(causal, P);
    Sheet<double[]> out =
        given.heads.forward(
            View.of(given.queries), View.of(given.keys), View.of(given.values), drawn(3));
    for (int i = 0; i < ASKING.count() * WIDTH; i++) {
      out.gradients()[i] = Math.cos(i);
    }
    given.heads.backward();
    double step = 1e-5;
    for (Sheet<double[]> sheet : List.of(given.queries, given.keys, given.values)) {
      double[] gradients = sheet.gradients().clone();
      for (int i = 0; i < sheet.rows().count() * WIDTH; i++) {
        double at = sheet.values()[i];
        sheet.values()[i] = at + step;
        double above = given.loss(3);
        sheet.values()[i] = at - step;
        double below = given.loss(3);
        sheet.values()[i] = at;
        assertThat(gradients[i]).isCloseTo((above - below) / (2 * step), within(1e-8));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void overManyDrawsTheMeansAreThoseWithoutDropping(boolean causal) {
    Given given = new Given(causal, P);
    double[] whole = textbook(given, 0, 0);
    int draws = 4000;
    double[] sum = new double[whole.length];
    double[] squares = new double[whole.length];
    Random random = new Random(1);
    for (int draw = 0; draw < draws; draw++) {
      double[] means = given.means(drawn(random.nextLong()));
      for (int i = 0; i < sum.length; i++) {
        sum[i] += means[i] / draws;
        squares[i] += means[i] * means[i] / draws;
      }
    }
    for (int i = 0; i < sum.length; i++) {
      double error = Math.sqrt(Math.max(0, squares[i] - sum[i] * sum[i]) / draws);
      assertThat(sum[i]).as("number %d", i).isCloseTo(whole[i], within(5 * error + 1e-9));
    }
  }

  @Test
  void whoDropsNothingDrawsNothing() {
    Given none = new Given(true, 0);
    Pass pass =
        new Pass(
            true,
            true,
            () -> {
              throw new AssertionError("nothing was to be drawn");
            });
    assertThat(none.means(pass)).containsExactly(none.means(Pass.INFERENCE));
    assertThat(none.means(pass)).containsExactly(textbook(none, 0, 0), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inferenceAndFrozenLayersDropNothingAndWeightsCanBeReadWhole(boolean causal) {
    Given given = new Given(causal, P);
    Given none = new Given(causal, 0);
    double[] whole = none.means(Pass.INFERENCE);
    var weights = none.heads.attentionWeights().orElseThrow();
    given.means(drawn(8));
    assertThat(given.heads.attentionWeights()).contains(weights);
    for (Pass pass : List.of(Pass.INFERENCE, Pass.FROZEN)) {
      assertThat(given.means(pass)).containsExactly(whole);
      assertThat(given.heads.attentionWeights()).contains(weights);
    }
  }
}
