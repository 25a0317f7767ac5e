package io.palavra.search.report;

import java.util.List;
import java.util.Map;

/** A plane with two axes; places are from 0 to 1 in both. */
final class Frame {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 260;
  private static final int LEFT = 58;
  private static final int BOTTOM = 44;
  private static final int MARGIN = 14;

  private final Svg svg = new Svg(WIDTH, HEIGHT);

  Frame(Axis vertical, Map<Double, String> horizontal, String name) {
    this(vertical.ticks(), horizontal, name);
  }

  /** With the places of words along both axes. */
  Frame(Map<Double, String> vertical, Map<Double, String> horizontal, String name) {
    vertical.forEach(
        (at, words) -> {
          svg.line(LEFT, y(at), WIDTH - MARGIN, y(at), "grid");
          svg.text(LEFT - 7, y(at) + 4, "end", "", words);
        });
    horizontal.forEach((at, words) -> svg.text(x(at), HEIGHT - BOTTOM + 18, "middle", "", words));
    svg.line(LEFT, HEIGHT - BOTTOM, WIDTH - MARGIN, HEIGHT - BOTTOM, "axis");
    svg.text((LEFT + WIDTH - MARGIN) / 2.0, HEIGHT - 6, "middle", "name", name);
  }

  private static double x(double share) {
    return LEFT + 10 + share * (WIDTH - LEFT - MARGIN - 20);
  }

  private static double y(double share) {
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - MARGIN);
  }

  void dot(double x, double y, String colour, String hint) {
    svg.dot(x(x), y(y), colour, hint);
  }

  void disc(double x, double y, String colour, String hint) {
    svg.disc(x(x), y(y), colour, hint);
  }

  void way(List<double[]> points, String colour, double thick, String hint) {
    List<double[]> placed = points.stream().map(p -> new double[] {x(p[0]), y(p[1])}).toList();
    svg.path(placed, colour, thick, hint);
  }

  String end(String title) {
    return svg.end(title);
  }
}
