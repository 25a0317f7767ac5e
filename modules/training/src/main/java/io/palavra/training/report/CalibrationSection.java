package io.palavra.training.report;

import io.palavra.training.evaluation.EvaluationReport;
import io.palavra.training.evaluation.Likelihood;
import io.palavra.training.evaluation.Reliability;

/** Reliability diagrams before and after calibration. */
final class CalibrationSection {
  private static final int HEIGHT = 300;
  private static final double TICK = 0.2;

  private final Messages messages;

  CalibrationSection(Messages messages) {
    this.messages = messages;
  }

  String html(EvaluationReport evaluation) {
    String temperature = messages.number(evaluation.calibration().temperature(), 2);
    StringBuilder out = new StringBuilder("<h2>");
    out.append(Markup.escape(messages.get("calibration.head")))
        .append("</h2>\n<p class=\"quiet\">");
    out.append(Markup.escape(messages.get("calibration.text", temperature)));
    out.append("</p>\n<div class=\"pair\">\n");
    out.append(diagram("calibration.before", evaluation.raw()));
    out.append(diagram("calibration.after", evaluation.calibrated()));
    return out.append("</div>\n").toString();
  }

  private String diagram(String name, Likelihood likelihood) {
    Plot.Range unit = new Plot.Range(0, 1);
    Plot plot = new Plot(unit, unit, HEIGHT);
    plot.gridY(this::tick).ticksX(TICK, this::tick);
    for (Reliability.Bin bin : likelihood.reliability().bins()) {
      if (bin.count() > 0) {
        plot.bar(bin.low(), bin.high(), bin.accuracy(), "bin", hint(bin));
        double middle = (bin.low() + bin.high()) / 2;
        plot.line(middle, bin.accuracy(), middle, bin.confidence(), "gap");
      }
    }
    plot.line(0, 0, 1, 1, "ideal").nameX(messages.get("calibration.x"));
    String ece = messages.get("ece") + " " + messages.percent(likelihood.ece());
    return "<figure><h3>"
        + Markup.escape(messages.get(name))
        + "</h3>"
        + plot.svg(messages.get(name) + ", " + ece)
        + "<figcaption>"
        + Markup.escape(ece)
        + "</figcaption></figure>\n";
  }

  private String hint(Reliability.Bin bin) {
    return messages.get(
        "calibration.bin",
        messages.percent(bin.low()),
        messages.percent(bin.high()),
        messages.count(bin.count()),
        messages.percent(bin.accuracy()),
        messages.percent(bin.confidence()));
  }

  private String tick(double value) {
    return messages.number(100 * value, 0) + "\u00a0%";
  }
}
