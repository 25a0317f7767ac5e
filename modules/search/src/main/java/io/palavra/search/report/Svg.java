package io.palavra.search.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.StringEscapeUtils;

/** A drawing inside the page; words and axes are coloured by the page, points by their rank. */
final class Svg {
  private static final int[][] SHADES = {{196, 203, 214}, {92, 143, 201}, {214, 96, 36}};

  private final int width;
  private final int height;
  private final StringBuilder out = new StringBuilder();

  Svg(int width, int height) {
    this.width = width;
    this.height = height;
  }

  static String escape(String text) {
    return StringEscapeUtils.escapeXml10(text);
  }

  /** At most so many characters. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  /** From grey for the worst over blue to orange for the best. */
  static String colour(double shade) {
    double at = Math.max(0, Math.min(1, shade)) * (SHADES.length - 1);
    int low = Math.min(SHADES.length - 2, (int) at);
    int[] rgb = new int[3];
    for (int i = 0; i < 3; i++) {
      rgb[i] =
          (int) Math.round(SHADES[low][i] + (at - low) * (SHADES[low + 1][i] - SHADES[low][i]));
    }
    return String.format(Locale.ROOT, "#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
  }

  Svg line(double x1, double y1, double x2, double y2, String style) {
    out.append(
        format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
            x1, y1, x2, y2, style));
    return this;
  }

  Svg path(List<double[]> points, String colour, double thick, String hint) {
    StringBuilder path = new StringBuilder();
    points.forEach(p -> path.append(format("%.1f,%.1f ", p[0], p[1])));
    out.append(
        format(
            "<polyline class=\"way\" points=\"%s\" stroke=\"%s\" stroke-width=\"%.1f\">",
            path.toString().strip(), colour, thick));
    out.append("<title>").append(escape(hint)).append("</title></polyline>");
    return this;
  }

  Svg dot(double x, double y, String colour, String hint) {
    return circle(x, y, 4, colour, hint);
  }

  /** A large dot. */
  Svg disc(double x, double y, String colour, String hint) {
    return circle(x, y, 9, colour, hint);
  }

  private Svg circle(double x, double y, int radius, String colour, String hint) {
    out.append(
        format(
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%d\" fill=\"%s\" class=\"dot\">",
            x, y, radius, colour));
    out.append("<title>").append(escape(hint)).append("</title></circle>");
    return this;
  }

  Svg bar(double x, double y, double wide, double high, String colour) {
    out.append(
        format(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
            x, y, wide, high, colour));
    return this;
  }

  Svg text(double x, double y, String anchor, String style, String words) {
    out.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>",
            x, y, anchor, style, escape(words)));
    return this;
  }

  String end(String title) {
    return format(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
            width, height, escape(title))
        + out
        + "</svg>\n";
  }

  /** Three or so significant digits. */
  static String number(double value) {
    if (value == 0 || Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5) {
      String fixed = format(Math.abs(value) >= 100 ? "%.0f" : "%.4f", value);
      return fixed.contains(".") ? fixed.replaceAll("0+$", "").replaceAll("\\.$", "") : fixed;
    }
    double rounded = new BigDecimal(value).round(new MathContext(2)).doubleValue();
    return Math.abs(value) < 1e-6 || Math.abs(value) >= 1e9
        ? String.valueOf(rounded)
        : BigDecimal.valueOf(rounded).stripTrailingZeros().toPlainString();
  }

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
