package io.palavra.search.report;

import io.palavra.search.importance.Importance;
import io.palavra.search.space.Dimension;
import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.Objective;
import io.palavra.search.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The drawings of a search's page. */
final class Pictures {
  private static final int WIDE = 960;
  private static final String BEST = "#d66024";

  private final SearchView view;
  private final List<Trial> scored;
  private final List<Trial> worstFirst;
  private final Axis scores;

  Pictures(SearchView view) {
    this.view = view;
    this.scored = view.scored();
    this.worstFirst = new ArrayList<>(scored);
    worstFirst.sort(Comparator.comparingDouble(view.objective()::loss).reversed());
    this.scores = new Axis(scored.stream().map(view::score).toList());
  }

  private Point point(Trial trial) {
    return view.space().parse(trial.options());
  }

  private String hint(Trial trial) {
    return "candidate "
        + trial.id()
        + ": "
        + Svg.number(view.score(trial))
        + " after "
        + epochs(trial.history().size())
        + " "
        + trial.options();
  }

  private static String epochs(int count) {
    return count == 1 ? "1 epoch" : count + " epochs";
  }

  /** A line a candidate through all its options to its score; the best on top. */
  String parallel() {
    Space space = view.space();
    int axes = space.size() + 1;
    int height = 380;
    Svg svg = new Svg(WIDE, height);
    for (Trial trial : worstFirst) {
      Point point = point(trial);
      List<double[]> way = new ArrayList<>();
      for (int i = 0; i < space.size(); i++) {
        double share = point.active(i) ? point.unit(i) : -0.07;
        way.add(new double[] {axisX(i, axes), y(share, height)});
      }
      way.add(new double[] {axisX(axes - 1, axes), y(scores.share(view.score(trial)), height)});
      double shade = view.shade(trial);
      svg.path(way, Svg.colour(shade), shade > 0.9 ? 2.4 : 1.3, hint(trial));
    }
    axes(svg, height);
    return svg.end("Options and scores of all candidates");
  }

  private void axes(Svg svg, int height) {
    Space space = view.space();
    int axes = space.size() + 1;
    for (int i = 0; i < axes; i++) {
      double x = axisX(i, axes);
      svg.line(x, 40, x, height - 40, "axis");
      boolean last = i == space.size();
      String name = last ? view.objective().metric() : space.dimensions().get(i).name();
      svg.text(x, 22, "middle", "name", Svg.cut(name, 18));
      Map<Double, String> ticks =
          last ? scores.ticks() : Axis.ticks(space.dimensions().get(i).range());
      ticks.forEach(
          (at, words) ->
              svg.text(x + (last ? 6 : -6), y(at, height) + 4, last ? "start" : "end", "", words));
    }
  }

  private static double axisX(int index, int axes) {
    return 80 + index * (WIDE - 160.0) / Math.max(1, axes - 1);
  }

  private static double y(double share, int height) {
    return height - 40 - share * (height - 80);
  }

  /** The most important first; empty where there are too few candidates. */
  private List<Map.Entry<String, Double>> shares() {
    List<Point> points = scored.stream().map(this::point).toList();
    Map<String, Double> shares =
        Importance.of(view.space(), points, scored.stream().map(view::score).toList());
    List<Map.Entry<String, Double>> order = new ArrayList<>(shares.entrySet());
    order.sort(Map.Entry.<String, Double>comparingByValue().reversed());
    return order;
  }

  /** Scores over the two most important options; empty where there are none. */
  String together() {
    List<Map.Entry<String, Double>> order = shares();
    if (order.size() < 2) {
      return "";
    }
    int across = view.space().names().indexOf(order.get(0).getKey());
    int up = view.space().names().indexOf(order.get(1).getKey());
    Dimension first = view.space().dimensions().get(across);
    Dimension second = view.space().dimensions().get(up);
    Frame frame =
        new Frame(
            Axis.ticks(second.range()),
            Axis.ticks(first.range()),
            first.name() + " across, " + second.name() + " up");
    for (Trial trial : worstFirst) {
      Point point = point(trial);
      if (point.active(across) && point.active(up)) {
        frame.disc(point.unit(across), point.unit(up), Svg.colour(view.shade(trial)), hint(trial));
      }
    }
    return "<div class=\"pair\"><figure>"
        + frame.end("Scores by " + first.name() + " and " + second.name())
        + "</figure></div>\n";
  }

  /** Empty where there are too few candidates. */
  String importance() {
    List<Map.Entry<String, Double>> order = shares();
    if (order.isEmpty()) {
      return "";
    }
    Svg svg = new Svg(WIDE, 26 * order.size() + 10);
    double y = 8;
    for (Map.Entry<String, Double> entry : order) {
      svg.text(190, y + 14, "end", "name", Svg.cut(entry.getKey(), 24));
      svg.bar(200, y + 2, Math.max(1, 650 * entry.getValue()), 16, "#5c8fc9");
      svg.text(
          206 + 650 * entry.getValue(),
          y + 15,
          "start",
          "",
          Svg.format("%.0f %%", 100 * entry.getValue()));
      y += 26;
    }
    return svg.end("Share of the score's variance by option");
  }

  /** Score by the value of one option. */
  String slice(int dimension) {
    Dimension option = view.space().dimensions().get(dimension);
    Frame frame = new Frame(scores, Axis.ticks(option.range()), option.name());
    for (Trial trial : worstFirst) {
      Point point = point(trial);
      if (point.active(dimension)) {
        frame.dot(
            point.unit(dimension),
            scores.share(view.score(trial)),
            Svg.colour(view.shade(trial)),
            hint(trial));
      }
    }
    return frame.end("Score by " + option.name());
  }

  /** Scores in the order proposed, and the best so far. */
  String progress() {
    Axis order = new Axis(scored.stream().map(t -> (double) t.id().candidate()).toList());
    Frame frame = new Frame(scores, order.wholes(), "candidate");
    List<double[]> best = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (Trial trial : scored) {
      double x = order.share(trial.id().candidate());
      double loss = view.objective().loss(trial);
      if (!best.isEmpty()) {
        best.add(new double[] {x, best.get(best.size() - 1)[1]});
      }
      if (loss < least) {
        least = loss;
        best.add(new double[] {x, scores.share(view.score(trial))});
      }
      frame.dot(x, scores.share(view.score(trial)), Svg.colour(view.shade(trial)), hint(trial));
    }
    frame.way(best, BEST, 2, "best so far");
    return frame.end("Scores in the order proposed");
  }

  /** Empty where the objective is not measured epoch by epoch. */
  String curves() {
    String metric = view.objective().metric();
    List<Double> all =
        scored.stream()
            .flatMap(trial -> trial.history().stream())
            .map(epoch -> epoch.metrics().getOrDefault(metric, Double.NaN))
            .filter(Double::isFinite)
            .toList();
    int longest = scored.stream().mapToInt(trial -> trial.history().size()).max().orElse(0);
    if (all.isEmpty() || longest < 2) {
      return "";
    }
    Axis y = new Axis(all);
    Axis x = new Axis(List.of(1.0, (double) longest));
    Frame frame = new Frame(y, x.wholes(), "epoch");
    for (Trial trial : worstFirst) {
      List<double[]> way = new ArrayList<>();
      for (EpochScore epoch : trial.history()) {
        double value = epoch.metrics().getOrDefault(metric, Double.NaN);
        if (Double.isFinite(value)) {
          way.add(new double[] {x.share(epoch.epoch()), y.share(value)});
        }
      }
      frame.way(way, Svg.colour(view.shade(trial)), 1.4, hint(trial));
    }
    return frame.end("Learning curves");
  }

  /** Both objectives, and those that no other beats in both. */
  String front(Objective second) {
    List<Trial> both = worstFirst.stream().filter(trial -> second.of(trial).isPresent()).toList();
    Axis x = new Axis(both.stream().map(trial -> second.of(trial).orElseThrow()).toList());
    Frame frame = new Frame(scores, x.ticks(), second.metric());
    List<double[]> way = new ArrayList<>();
    for (Trial trial : view.ranking().front(second)) {
      way.add(
          new double[] {x.share(second.of(trial).orElseThrow()), scores.share(view.score(trial))});
    }
    for (Trial trial : both) {
      frame.dot(
          x.share(second.of(trial).orElseThrow()),
          scores.share(view.score(trial)),
          Svg.colour(view.shade(trial)),
          hint(trial));
    }
    frame.way(way, BEST, 2, "front");
    return frame.end("Pareto front");
  }
}
