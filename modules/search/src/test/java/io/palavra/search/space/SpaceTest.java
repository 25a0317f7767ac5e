package io.palavra.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SpaceTest {
  private static final Space SPACE =
      new Space(
          List.of(
              Dimension.of("cell", new Choice(List.of("lstm", "gru", "transformer"))),
              Dimension.of("learningRate", new Continuous(1e-4, 1e-1, true)),
              Dimension.of("hidden", new Whole(8, 128, true)),
              Dimension.of("layers", new Whole(1, 4, false)),
              Dimension.of("heads", new Whole(1, 8, false))
                  .when(new Condition("cell", Set.of("transformer"))),
              Dimension.of("dropout", new Continuous(0, 0.5, false))));

  @Property(tries = 300)
  void aPointIsReadBackFromItsTexts(@ForAll long seed) {
    Point point = SPACE.random(new SplittableRandom(seed));
    assertThat(SPACE.texts(SPACE.parse(SPACE.texts(point)))).isEqualTo(SPACE.texts(point));
  }

  @Property(tries = 300)
  void aPointOfItsOwnNumbersIsItself(@ForAll long seed) {
    Point point = SPACE.random(new SplittableRandom(seed));
    assertThat(SPACE.texts(SPACE.pointOf(SPACE.values(point)))).isEqualTo(SPACE.texts(point));
  }

  @Property(tries = 300)
  void anOptionOfAnotherCellIsLeftOut(@ForAll long seed) {
    Map<String, Object> values = SPACE.values(SPACE.random(new SplittableRandom(seed)));
    assertThat(values.containsKey("heads")).isEqualTo(values.get("cell").equals("transformer"));
  }

  @Test
  void bothBoundsOfARangeCanBeReached() {
    Whole whole = new Whole(1, 4, false);
    assertThat(whole.value(0)).isEqualTo(1);
    assertThat(whole.value(1)).isEqualTo(4);
    assertThat(new Whole(8, 128, true).value(0)).isEqualTo(8);
    assertThat(new Whole(8, 128, true).value(1)).isEqualTo(128);
    assertThat(new Continuous(1e-4, 1e-1, true).value(0)).isEqualTo(1e-4);
    assertThat(new Continuous(1e-4, 1e-1, true).value(1)).isEqualTo(1e-1);
  }

  @Property(tries = 200)
  void multiplesAreDrawnAndReadBack(@ForAll long seed) {
    Stepped sizes = Stepped.of(64, 1024, 64, true);
    Long value = sizes.value(new SplittableRandom(seed).nextDouble());
    assertThat(value % 64).isZero();
    assertThat(value).isBetween(64L, 1024L);
    assertThat(sizes.value(sizes.unit(value))).isEqualTo(value);
    assertThat(sizes.size()).hasValue(16);
  }

  @Test
  void boundsThatAreNoMultiplesAreRefused() {
    assertThatThrownBy(() -> Stepped.of(64, 1000, 64, true))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("64 to 1000 by 64");
    assertThatThrownBy(() -> Stepped.of(1, 8, 0, false)).isInstanceOf(BadInputException.class);
  }

  @Test
  void smallNumbersAreWrittenAsPeopleDo() {
    Space rates = new Space(List.of(Dimension.of("rate", new Continuous(1e-5, 1e-3, true))));
    assertThat(rates.texts(rates.point(new double[] {0.5}))).containsEntry("rate", "0.0001");
  }

  /** Half of a log range from 0.0001 to 0.1 lies below the geometric mean of the two. */
  @Test
  void aLogRangeHasTheGeometricMeanInItsMiddle() {
    assertThat(new Continuous(1e-4, 1e-1, true).value(0.5)).isEqualTo(0.003162);
    assertThat(new Continuous(0, 1, false).value(0.5)).isEqualTo(0.5);
  }

  @Test
  void equalCandidatesAreEqualPoints() {
    double[] one = {0.1, 0.5, 0.5, 0.3, 0.9, 0.5};
    double[] other = {0.2, 0.5, 0.5, 0.45, 0.1, 0.5};
    assertThat(SPACE.point(one)).isEqualTo(SPACE.point(other));
  }

  @Test
  void impossibleRangesAreRefusedWithTheirBounds() {
    assertThatThrownBy(() -> new Continuous(0.5, 0.1, false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("0.5 to 0.1")
        .hasMessageContaining("lower bound below");
    assertThatThrownBy(() -> new Continuous(0, 0.1, true)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Continuous(Double.NaN, 1, false)).hasMessageContaining("finite");
    assertThatThrownBy(() -> new Whole(3, 3, false)).hasMessageContaining("3 to 3");
    assertThatThrownBy(() -> new Whole(Long.MIN_VALUE, Long.MAX_VALUE, false))
        .hasMessageContaining("fewer than 2^52");
    assertThatThrownBy(() -> new Choice(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new Choice(List.of("a", "a"))).hasMessageContaining("once");
  }

  @Test
  void aConditionNeedsAChoiceAboveItThatHasItsValues() {
    Dimension cell = Dimension.of("cell", new Choice(List.of("lstm", "gru")));
    Dimension heads = Dimension.of("heads", new Whole(1, 8, false));
    assertThatThrownBy(
            () -> new Space(List.of(heads.when(new Condition("cell", Set.of("lstm"))), cell)))
        .hasMessageContaining("above it");
    assertThatThrownBy(
            () -> new Space(List.of(cell, heads.when(new Condition("cell", Set.of("rnn"))))))
        .hasMessageContaining("cell: rnn")
        .hasMessageContaining("one of lstm, gru");
    assertThatThrownBy(() -> new Space(List.of(cell, cell))).hasMessageContaining("once");
    assertThatThrownBy(() -> new Space(List.of())).hasMessageContaining("at least one option");
  }
}
