package io.palavra.training.report;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * A small SVG drawing inside the page. It is styled by the page, so that it follows light and dark;
 * the pictures in the run's folder come from XChart.
 */
public final class Plot {
  private static final int WIDTH = 400;
  private static final int LEFT = 46;
  private static final int RIGHT = 12;
  private static final int TOP = 12;
  private static final int BOTTOM = 40;
  private static final int TICKS = 5;

  private final Range x;
  private final Range y;
  private final int height;
  private final StringBuilder out = new StringBuilder();

  /** The values along an axis. */
  public record Range(double low, double high) {
    /** Checks that there is something between them. */
    public Range {
      if (!(high > low)) {
        throw new IllegalArgumentException(low + " to " + high);
      }
    }

    double share(double value) {
      return (value - low) / (high - low);
    }

    /** A step of 1, 2 or 5 times a power of ten that gives a handful of ticks. */
    public double step() {
      double raw = (high - low) / TICKS;
      double power = Math.pow(10, Math.floor(Math.log10(raw)));
      double lead = raw / power;
      double nice = lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10;
      return nice * power;
    }
  }

  /**
   * @param height in pixels of a drawing that is 400 wide
   */
  public Plot(Range x, Range y, int height) {
    this.x = x;
    this.y = y;
    this.height = height;
  }

  /** Horizontal lines with their values. */
  public Plot gridY(DoubleFunction<String> label) {
    double step = y.step();
    for (double at = Math.ceil(y.low() / step) * step; at <= y.high() + step / 100; at += step) {
      line(x.low(), at, x.high(), at, "grid");
      text(LEFT - 8, py(at) + 4, "end", "", label.apply(at));
    }
    return this;
  }

  /** Values below the horizontal axis. */
  public Plot ticksX(double step, DoubleFunction<String> label) {
    for (double at = Math.ceil(x.low() / step) * step; at <= x.high() + step / 100; at += step) {
      text(px(at), height - BOTTOM + 17, "middle", "", label.apply(at));
    }
    return this;
  }

  /** What the horizontal axis shows. */
  public Plot nameX(String name) {
    return text((LEFT + WIDTH - RIGHT) / 2.0, height - 5, "middle", "", name);
  }

  Plot line(double x1, double y1, double x2, double y2, String style) {
    out.append(
        format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
            px(x1), py(y1), px(x2), py(y2), style));
    return this;
  }

  /**
   * A bar from the horizontal axis up.
   *
   * @param hint shown where the pointer rests
   */
  public Plot bar(double x1, double x2, double y2, String style, String hint) {
    out.append(
        format(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\">",
            px(x1) + 1, py(y2), px(x2) - px(x1) - 2, py(y.low()) - py(y2), style));
    out.append("<title>").append(Markup.escape(hint)).append("</title></rect>");
    return this;
  }

  /** A line through points of {@code {x, y}}, with a dot at each while they are few. */
  public Plot curve(List<double[]> points, String style) {
    StringBuilder path = new StringBuilder();
    for (double[] point : points) {
      path.append(format("%.1f,%.1f ", px(point[0]), py(point[1])));
    }
    out.append("<polyline class=\"line ").append(style).append("\" points=\"");
    out.append(path.toString().strip()).append("\"/>");
    if (points.size() <= 30) {
      points.forEach(point -> circle(point[0], point[1], 3, "dot " + style));
    }
    return this;
  }

  Plot circle(double cx, double cy, double radius, String style) {
    out.append(
        format(
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" class=\"%s\"/>",
            px(cx), py(cy), radius, style));
    return this;
  }

  /** Words at a place of the drawing's own. */
  Plot label(double atX, double atY, String anchor, String style, String words) {
    return text(px(atX), py(atY), anchor, style, words);
  }

  /**
   * @param title for those who can not see the drawing
   */
  public String svg(String title) {
    return format(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
            WIDTH, height, Markup.escape(title))
        + out
        + "</svg>";
  }

  private Plot text(double atX, double atY, String anchor, String style, String words) {
    out.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>",
            atX, atY, anchor, style, Markup.escape(words)));
    return this;
  }

  private double px(double value) {
    return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT);
  }

  private double py(double value) {
    return height - BOTTOM - y.share(value) * (height - TOP - BOTTOM);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
