package io.palavra.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.search.space.Choice;
import io.palavra.search.space.Condition;
import io.palavra.search.space.Continuous;
import io.palavra.search.space.Dimension;
import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JointParzenTest {
  private static final int GRID = 400;
  private static final Continuous UNIT = new Continuous(0, 1, false);
  private static final Space PLANE =
      new Space(List.of(Dimension.of("x", UNIT), Dimension.of("y", UNIT)));

  private static List<Point> points(Space space, double[]... units) {
    List<Point> points = new ArrayList<>();
    for (double[] unit : units) {
      points.add(space.point(unit));
    }
    return points;
  }

  private static Point at(double x, double y) {
    return PLANE.point(new double[] {x, y});
  }

  @Test
  void theDensityIntegratesToOne() {
    List<Point> seen = points(PLANE, new double[] {0.1, 0.9}, new double[] {0.3, 0.2});
    JointParzen parzen = new JointParzen(PLANE, seen);
    double sum = 0;
    for (int i = 0; i < GRID; i++) {
      for (int j = 0; j < GRID; j++) {
        sum += Math.exp(parzen.log(at((i + 0.5) / GRID, (j + 0.5) / GRID)));
      }
    }
    assertThat(sum / GRID / GRID).isCloseTo(1, within(1e-3));
  }

  @Test
  void drawsFollowTheDensity() {
    List<Point> seen = points(PLANE, new double[] {0.1, 0.9}, new double[] {0.3, 0.2});
    JointParzen parzen = new JointParzen(PLANE, seen);
    SplittableRandom random = new SplittableRandom(1);
    double[][] drawn = new double[4][4];
    int draws = 40_000;
    for (int i = 0; i < draws; i++) {
      double[] units = parzen.draw(random);
      drawn[(int) (4 * units[0])][(int) (4 * units[1])] += 1.0 / draws;
    }
    double[][] expected = new double[4][4];
    for (int i = 0; i < GRID; i++) {
      for (int j = 0; j < GRID; j++) {
        double x = (i + 0.5) / GRID;
        double y = (j + 0.5) / GRID;
        expected[(int) (4 * x)][(int) (4 * y)] += Math.exp(parzen.log(at(x, y))) / GRID / GRID;
      }
    }
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat(drawn[i][j]).isCloseTo(expected[i][j], within(0.01));
      }
    }
  }

  /** Good points on a diagonal make its other end likelier than the corners beside it. */
  @Test
  void whatGoesTogetherIsKeptTogether() {
    List<Point> diagonal = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      diagonal.addAll(points(PLANE, new double[] {i / 8.0, i / 8.0}));
    }
    JointParzen parzen = new JointParzen(PLANE, diagonal);
    assertThat(parzen.log(at(0.95, 0.95))).isGreaterThan(parzen.log(at(0.95, 0.05)) + 1);
  }

  /**
   * Kernels of x, y, x, x and a flat one. With three values and five kernels a kernel gives its own
   * value 6/8 and each other 1/8: for x, (3 of 6/8, 1 of 1/8 and 1/3) over 5.
   */
  @Test
  void aChoiceHasTheSharesOfItsValues() {
    Choice choice = new Choice(List.of("x", "y", "z"));
    Space space = new Space(List.of(Dimension.of("c", choice)));
    double[] x = {choice.unit("x")};
    double[] y = {choice.unit("y")};
    double[] z = {choice.unit("z")};
    JointParzen parzen = new JointParzen(space, points(space, x, y, x, x));
    double third = 1.0 / 3;
    assertThat(Math.exp(parzen.log(space.point(x))))
        .isCloseTo((3 * 0.75 + 0.125 + third) / 5, within(1e-9));
    assertThat(Math.exp(parzen.log(space.point(y))))
        .isCloseTo((0.75 + 3 * 0.125 + third) / 5, within(1e-9));
    assertThat(Math.exp(parzen.log(space.point(z))))
        .isCloseTo((4 * 0.125 + third) / 5, within(1e-9));
  }

  @Test
  void anOptionThatDoesNotMatterToAPointSaysNothingAboutIt() {
    Space space =
        new Space(
            List.of(
                Dimension.of("kind", new Choice(List.of("a", "b"))),
                Dimension.of("r", UNIT).when(new Condition("kind", Set.of("b")))));
    List<Point> seen = points(space, new double[] {0.25, 0.9}, new double[] {0.75, 0.1});
    JointParzen parzen = new JointParzen(space, seen);
    double sum = Math.exp(parzen.log(space.point(new double[] {0.25, 0.5})));
    for (int i = 0; i < GRID; i++) {
      sum += Math.exp(parzen.log(space.point(new double[] {0.75, (i + 0.5) / GRID}))) / GRID;
    }
    assertThat(sum).isCloseTo(1, within(1e-3));
  }
}
