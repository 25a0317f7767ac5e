package io.palavra.training.report;

import io.palavra.training.loop.TrainingListener.Epoch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Loss and development scores, epoch by epoch. */
final class CurveSection {
  private static final int HEIGHT = 240;
  private static final List<String> STYLES = List.of("a", "b", "c");
  private static final String LOSS = "loss";

  private final Messages messages;

  CurveSection(Messages messages) {
    this.messages = messages;
  }

  /** Nothing where there is no history. */
  String html(List<Epoch> epochs) {
    if (epochs.isEmpty()) {
      return "";
    }
    Map<String, ToDoubleFunction<Epoch>> losses = new LinkedHashMap<>();
    losses.put(messages.get("curves.dev"), epoch -> epoch.dev().metrics().get(LOSS));
    losses.put(messages.get("curves.train"), Epoch::trainLoss);
    Map<String, ToDoubleFunction<Epoch>> scores = new LinkedHashMap<>();
    for (String name : epochs.get(0).dev().metrics().keySet()) {
      if (!name.equals(LOSS) && scores.size() < STYLES.size()) {
        scores.put(name, epoch -> epoch.dev().metrics().getOrDefault(name, Double.NaN));
      }
    }
    return "<h2>"
        + Markup.escape(messages.get("curves.head"))
        + "</h2>\n<p class=\"quiet\">"
        + Markup.escape(messages.get("curves.text"))
        + "</p>\n<div class=\"pair\">\n"
        + figure(messages.get("curves.loss"), epochs, losses)
        + figure(messages.get("curves.scores"), epochs, scores)
        + "</div>\n";
  }

  private String figure(
      String name, List<Epoch> epochs, Map<String, ToDoubleFunction<Epoch>> curves) {
    Map<String, List<double[]>> drawn = new LinkedHashMap<>();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, ToDoubleFunction<Epoch>> curve : curves.entrySet()) {
      List<double[]> points = points(epochs, curve.getValue());
      for (double[] point : points) {
        low = Math.min(low, point[1]);
        high = Math.max(high, point[1]);
      }
      drawn.put(curve.getKey(), points);
    }
    if (low > high) {
      return "";
    }
    double margin = Math.max(Math.abs(high) * 1e-3, (high - low) * 0.08) + 1e-9;
    Plot.Range y = new Plot.Range(low - margin, high + margin);
    Plot.Range x = new Plot.Range(0.5, epochs.size() + 0.5);
    Plot plot = new Plot(x, y, HEIGHT);
    int digits = (int) Math.max(0, Math.ceil(-Math.log10(y.step()) - 1e-9));
    plot.gridY(value -> messages.number(value, digits));
    plot.ticksX(Math.max(1, x.step()), value -> messages.number(value, 0));
    plot.nameX(messages.get("curves.epoch"));
    StringBuilder keys = new StringBuilder();
    int style = 0;
    for (Map.Entry<String, List<double[]>> curve : drawn.entrySet()) {
      plot.curve(curve.getValue(), STYLES.get(style));
      keys.append("<span class=\"key ").append(STYLES.get(style)).append("\">");
      keys.append(Markup.escape(curve.getKey())).append("</span>");
      style++;
    }
    ring(plot, epochs, drawn.values().iterator().next());
    return "<figure><h3>"
        + Markup.escape(name)
        + "</h3>"
        + plot.svg(name)
        + "<figcaption>"
        + keys
        + "</figcaption></figure>\n";
  }

  /** Around the last epoch that was the best so far: the one that was kept. */
  private static void ring(Plot plot, List<Epoch> epochs, List<double[]> first) {
    int best = -1;
    for (int i = 0; i < epochs.size(); i++) {
      best = epochs.get(i).best() ? i : best;
    }
    for (double[] point : first) {
      if (best >= 0 && point[0] == best + 1) {
        plot.circle(point[0], point[1], 7, "ring");
      }
    }
  }

  /** Epochs count from 1; what is no number is left out. */
  private static List<double[]> points(List<Epoch> epochs, ToDoubleFunction<Epoch> value) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < epochs.size(); i++) {
      double y = value.applyAsDouble(epochs.get(i));
      if (Double.isFinite(y)) {
        points.add(new double[] {i + 1, y});
      }
    }
    return points;
  }
}
