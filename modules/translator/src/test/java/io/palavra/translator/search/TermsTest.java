package io.palavra.translator.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.kernels.part.Ranked;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Terms among pieces of words: {@link #CAKE} continues a word, the others begin one. */
class TermsTest {
  private static final int BEGIN = 0;
  private static final int END = 1;
  private static final int CAKE = 2;
  private static final int CA = 3;
  private static final int THE = 4;
  private static final int CAT = 5;
  private static final IntPredicate JOINS = token -> token == CAKE;

  private static Terms after(List<List<Integer>> terms, int... tokens) {
    Terms now = Terms.of(terms, JOINS);
    for (int token : tokens) {
      now = now.with(token);
    }
    return now;
  }

  @Test
  void aTermIsHeldOnlyWhereItsLastWordEnds() {
    List<List<Integer>> terms = List.of(List.of(THE, CA));
    assertThat(after(terms, THE, CA).allThere()).isTrue();
    assertThat(after(terms, THE, CA, THE).allThere()).isTrue();
    assertThat(after(terms, THE, CA, CAKE).allThere()).isFalse();
    assertThat(after(terms, THE, CA, CAKE).met()).isZero();
    assertThat(after(terms, THE, CA, CAKE, THE, CA, CAT).allThere()).isTrue();
  }

  @Test
  void aTermThatBeginsAsAnotherIsHeldAsWell() {
    List<List<Integer>> terms = List.of(List.of(CA), List.of(CA, CAKE), List.of(THE, CAT, CA));
    assertThat(after(terms, CA).wanted()).contains(CAKE, THE);
    Terms longer = after(terms, CA, CAKE, THE);
    assertThat(longer.met()).isEqualTo(3);
    assertThat(after(terms, CA, CAKE, CA, THE, CAT, CA).allThere()).isTrue();
  }

  /** Almost sure of the continuation behind {@link #CA}, and of nothing elsewhere. */
  private static final class Baker implements Continuation {
    @Override
    public Ranked next(int[] parents, int[] tokens, int most) {
      float[][] rows = new float[tokens.length][];
      for (int i = 0; i < tokens.length; i++) {
        double[] shares = new double[40];
        Arrays.fill(shares, tokens[i] == CA ? 1e-6 : 0.02);
        shares[tokens[i] == CA ? CAKE : CAT] = tokens[i] == CA ? 1 - 39e-6 : 0.22;
        rows[i] = new float[shares.length];
        for (int k = 0; k < shares.length; k++) {
          rows[i][k] = (float) Math.log(shares[k]);
        }
      }
      return new RankedRows(rows, most);
    }
  }

  @Test
  void noTranslationHoldsATermAsThePieceOfAWord() {
    // So many pieces continue a word that none of the most probable ones ends it.
    IntPredicate joins = token -> token == CAKE || token > CAT;
    SearchOptions options = SearchOptions.defaults().toBuilder().best(3).maxLength(6).build();
    Sought sought = new Sought(5, List.of(List.of(CA)), 0);
    List<Hypothesis> found =
        new BeamSearch(options, joins, BEGIN, END, BEGIN)
            .translate(new Baker(), List.of(sought))
            .get(0);
    assertThat(found).hasSize(3).allSatisfy(one -> assertThat(ends(one.tokens(), joins)).isTrue());
  }

  private static boolean ends(List<Integer> tokens, IntPredicate joins) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i) == CA && (i + 1 == tokens.size() || !joins.test(tokens.get(i + 1)))) {
        return true;
      }
    }
    return false;
  }
}
