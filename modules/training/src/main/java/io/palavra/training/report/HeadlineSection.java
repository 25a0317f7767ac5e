package io.palavra.training.report;

import io.palavra.training.evaluation.Comparison;
import io.palavra.training.evaluation.EvaluationReport;
import io.palavra.training.evaluation.Interval;

/** The verdict and the few figures that most readers came for. */
final class HeadlineSection {
  private static final int STRIP_HEIGHT = 130;

  private final Messages messages;

  HeadlineSection(Messages messages) {
    this.messages = messages;
  }

  String html(ReportInput input) {
    EvaluationReport evaluation = input.evaluation();
    StringBuilder out = new StringBuilder();
    long texts = evaluation.confusion().total();
    out.append("<p class=\"quiet\">")
        .append(Markup.escape(messages.get("test.texts", messages.count(texts))))
        .append("</p>\n");
    evaluation.baseline().ifPresent(baseline -> out.append(verdict(baseline)));
    out.append("<div class=\"figures\">\n");
    card(
        out,
        "figure.accuracy",
        messages.percent(evaluation.confusion().accuracy()),
        interval(evaluation.accuracyInterval()));
    card(
        out,
        "figure.macroF1",
        messages.percent(evaluation.confusion().macroF1()),
        interval(evaluation.macroF1Interval()));
    evaluation
        .baseline()
        .ifPresent(
            baseline ->
                card(out, "baseline", messages.percent(baseline.accuracy()), baseline.name()));
    card(
        out,
        "ece",
        messages.percent(evaluation.calibrated().ece()),
        messages.get("ece.before", messages.percent(evaluation.raw().ece())));
    out.append("</div>\n");
    evaluation.baseline().ifPresent(baseline -> out.append(strip(input, baseline)));
    return out.toString();
  }

  private String verdict(Comparison baseline) {
    String p = messages.pValue(baseline.test().pValue());
    String first = messages.count(baseline.test().onlyFirst());
    String second = messages.count(baseline.test().onlySecond());
    return switch (baseline.test().verdict()) {
      case BETTER -> verdict("", messages.get("baseline.better", p, first, second));
      case NO_DIFFERENCE -> verdict(" even", messages.get("baseline.same", p, first, second));
      case WORSE -> verdict(" bad", messages.get("baseline.worse", p, second, first));
    };
  }

  private static String verdict(String style, String sentence) {
    return "<p class=\"verdict" + style + "\">" + Markup.escape(sentence) + "</p>\n";
  }

  private void card(StringBuilder out, String name, String value, String note) {
    out.append("<div class=\"figure\"><span>").append(Markup.escape(messages.get(name)));
    out.append("</span><b>").append(Markup.escape(value)).append("</b><span class=\"quiet\">");
    out.append(Markup.escape(note)).append("</span></div>\n");
  }

  private String interval(Interval interval) {
    return messages.get(
        "figure.interval", messages.percent(interval.low()), messages.percent(interval.high()));
  }

  /** The model's interval above the baseline's point, on one scale. */
  private String strip(ReportInput input, Comparison baseline) {
    EvaluationReport evaluation = input.evaluation();
    Interval interval = evaluation.accuracyInterval();
    double accuracy = evaluation.confusion().accuracy();
    double low = Math.min(interval.low(), baseline.accuracy());
    double high = Math.max(interval.high(), baseline.accuracy());
    double margin = Math.max(0.01, (high - low) * 0.25);
    Plot.Range x = new Plot.Range(Math.max(0, low - margin), Math.min(1, high + margin));
    Plot plot = new Plot(x, new Plot.Range(0, 1), STRIP_HEIGHT);
    plot.line(x.low(), 0, x.high(), 0, "grid").ticksX(x.step(), this::tick);
    plot.line(interval.low(), 0.62, interval.high(), 0.62, "whisker");
    plot.circle(accuracy, 0.62, 5, "dot a");
    plot.label(accuracy, 0.78, "middle", "name", messages.get("model"));
    plot.circle(baseline.accuracy(), 0.18, 5, "dot c");
    plot.label(baseline.accuracy(), 0.34, "middle", "name", messages.get("baseline"));
    plot.nameX(messages.get("figure.accuracy"));
    StringBuilder out = new StringBuilder("<h2>").append(Markup.escape(head())).append("</h2>\n");
    if (!input.baselineDescription().isEmpty()) {
      out.append("<p class=\"quiet\">").append(Markup.escape(baseline.name())).append(": ");
      out.append(Markup.escape(Markup.head(input.baselineDescription(), 300))).append("</p>\n");
    }
    return out.append(plot.svg(head())).append("\n").toString();
  }

  private String tick(double value) {
    return messages.number(100 * value, value * 1000 % 10 > 0.5 ? 1 : 0);
  }

  private String head() {
    return messages.get("baseline.head");
  }
}
