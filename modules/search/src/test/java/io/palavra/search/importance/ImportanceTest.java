package io.palavra.search.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.search.space.Continuous;
import io.palavra.search.space.Dimension;
import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ImportanceTest {
  private static final Space SPACE =
      new Space(
          List.of(
              Dimension.of("twice", new Continuous(0, 1, false)),
              Dimension.of("once", new Continuous(0, 1, false)),
              Dimension.of("never", new Continuous(0, 1, false))));

  private static Map<String, Double> shares(int count, double twice, double once) {
    SplittableRandom random = new SplittableRandom(3);
    List<Point> points = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Point point = SPACE.random(random);
      points.add(point);
      values.add(twice * point.unit(0) + once * point.unit(1));
    }
    return Importance.of(SPACE, points, values);
  }

  /** Of 2x + y the variance is 4/12 + 1/12. */
  @Test
  void aSumIsTakenApart() {
    Map<String, Double> shares = shares(200, 2, 1);
    assertThat(shares.get("twice")).isCloseTo(0.8, within(0.08));
    assertThat(shares.get("once")).isCloseTo(0.2, within(0.08));
    assertThat(shares.get("never")).isLessThan(0.05);
  }

  @Test
  void tooFewOrAllTheSameSayNothing() {
    assertThat(shares(7, 2, 1)).isEmpty();
    assertThat(shares(20, 0, 0)).isEmpty();
  }
}
