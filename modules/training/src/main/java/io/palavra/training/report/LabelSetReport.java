package io.palavra.training.report;

import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.evaluation.LabelSetScores;
import io.palavra.training.evaluation.LabelThresholds;
import io.palavra.training.loop.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** {@code report.html} of a classifier that gives a text any number of labels. */
public final class LabelSetReport {
  private final Messages messages;
  private final Input input;

  private LabelSetReport(Input input) {
    this.messages = Messages.of(input.language());
    this.input = input;
  }

  /**
   * What the page is made of.
   *
   * @param title of the page
   * @param scores on the test set
   * @param thresholds from which probability on a label is given
   * @param baseline the linear baseline's scores on the same texts
   * @param baselineDescription how it was made
   * @param run what the run cost
   * @param epochs the training's history
   * @param options the model's options by name, in the order they are shown
   * @param provenance what made the model, by name, in the order it is shown
   * @param notes what a reader should know of the data, a sentence each
   * @param language of the page
   */
  public record Input(
      String title,
      LabelSetScores scores,
      LabelThresholds thresholds,
      Optional<LabelSetScores> baseline,
      String baselineDescription,
      RunFigures run,
      List<TrainingListener.Epoch> epochs,
      Map<String, String> options,
      Map<String, String> provenance,
      List<String> notes,
      ReportLanguage language) {}

  /**
   * Writes the page, whole or not at all.
   *
   * @throws io.palavra.pipeline.BadInputException when the file can not be written there
   */
  public static void write(Path file, Input input) {
    AtomicFile.writeString(file, render(input));
  }

  /** The page. */
  public static String render(Input input) {
    LabelSetReport report = new LabelSetReport(input);
    String main =
        report.table()
            + new CurveSection(report.messages).html(input.epochs())
            + new OriginSection(report.messages)
                .html(input.notes(), input.options(), input.provenance(), Optional.of(input.run()));
    String footnote = report.messages.get("sets.footnote");
    return Page.of(input.language(), input.title(), report.header(), main, footnote);
  }

  private String header() {
    SortedMap<String, Double> metrics = input.scores().metrics();
    StringBuilder out = new StringBuilder("<p class=\"quiet\">");
    String texts = messages.count(Math.round(metrics.get("texts")));
    out.append(Markup.escape(messages.get("test.texts", texts))).append("</p>\n");
    input.baseline().ifPresent(baseline -> out.append(verdict(metrics, baseline.metrics())));
    out.append("<div class=\"figures\">\n");
    for (String name : List.of("microF1", "macroF1", "accuracy", "hammingLoss")) {
      String note =
          input
              .baseline()
              .map(b -> messages.get("baseline") + " " + messages.percent(b.metrics().get(name)))
              .orElse("");
      out.append("<div class=\"figure\"><span>")
          .append(Markup.escape(messages.get("sets." + name)))
          .append("</span><b>")
          .append(Markup.escape(messages.percent(metrics.get(name))))
          .append("</b><span class=\"quiet\">")
          .append(Markup.escape(note))
          .append("</span></div>\n");
    }
    out.append("</div>\n<p class=\"quiet\">").append(Markup.escape(messages.get("sets.text")));
    out.append("</p>\n");
    if (!input.baselineDescription().isEmpty()) {
      out.append("<p class=\"quiet\">").append(Markup.escape(messages.get("baseline")));
      out.append(": ").append(Markup.escape(Markup.head(input.baselineDescription(), 300)));
      out.append("</p>\n");
    }
    return out.toString();
  }

  private String verdict(SortedMap<String, Double> ours, SortedMap<String, Double> theirs) {
    double more = ours.get("microF1") - theirs.get("microF1");
    String key = more > 0 ? "sets.above" : "sets.below";
    String points = messages.number(100 * Math.abs(more), 1);
    return "<p class=\"verdict even\">" + Markup.escape(messages.get(key, points)) + "</p>\n";
  }

  private String table() {
    StringBuilder out = new StringBuilder("<h2>");
    out.append(Markup.escape(messages.get("sets.head"))).append("</h2>\n");
    out.append("<div class=\"scroll\"><table class=\"wide\">\n<thead><tr>");
    for (String column :
        List.of("sets.label", "precision", "recall", "f1", "support", "sets.threshold")) {
      out.append("<th>").append(Markup.escape(messages.get(column))).append("</th>");
    }
    if (input.baseline().isPresent()) {
      out.append("<th>").append(Markup.escape(messages.get("sets.baseline"))).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    List<LabelSetScores.LabelScore> scores = input.scores().labels();
    for (int k = 0; k < scores.size(); k++) {
      LabelSetScores.LabelScore score = scores.get(k);
      out.append("<tr><td>").append(Markup.label(score.label())).append("</td>");
      cell(out, messages.percent(score.precision()));
      cell(out, messages.percent(score.recall()));
      cell(out, messages.percent(score.f1()));
      cell(out, messages.count(score.texts()));
      cell(out, messages.number(input.thresholds().values()[k], 2));
      int label = k;
      input.baseline().ifPresent(b -> cell(out, messages.percent(b.labels().get(label).f1())));
      out.append("</tr>\n");
    }
    return out.append("</tbody></table></div>\n").toString();
  }

  private static void cell(StringBuilder out, String value) {
    out.append("<td>").append(Markup.escape(value)).append("</td>");
  }
}
