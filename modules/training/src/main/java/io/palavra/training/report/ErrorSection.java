package io.palavra.training.report;

import io.palavra.training.evaluation.ErrorSlice;
import io.palavra.training.evaluation.EvaluationReport;
import io.palavra.training.evaluation.WorstError;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Errors by length and by unknown words, and the surest of them with their texts. */
final class ErrorSection {
  private static final int LONGEST_TEXT = 600;

  private final Messages messages;

  ErrorSection(Messages messages) {
    this.messages = messages;
  }

  String html(EvaluationReport evaluation) {
    StringBuilder out = new StringBuilder(heading("errors.head"));
    out.append("<div class=\"pair\">\n");
    out.append(slices("errors.length", "errors.tokens", evaluation.byLength(), this::tokens));
    out.append(
        slices("errors.unknown", "errors.unknown.share", evaluation.byUnknown(), this::unknown));
    out.append("</div>\n").append(heading("worst.head"));
    if (evaluation.worstErrors().isEmpty()) {
      return out.append(paragraph("worst.none")).toString();
    }
    out.append(paragraph("worst.text")).append("<ul class=\"errors\">\n");
    evaluation.worstErrors().forEach(error -> out.append(worst(error)));
    return out.append("</ul>\n").toString();
  }

  private String slices(
      String head, String column, List<ErrorSlice> slices, Function<ErrorSlice, String> name) {
    StringBuilder out = new StringBuilder("<figure><h3>");
    out.append(Markup.escape(messages.get(head))).append("</h3><table class=\"wide\">\n<tr>");
    for (String title : List.of(column, "errors.texts", "errors.rate")) {
      out.append("<th>").append(Markup.escape(messages.get(title))).append("</th>");
    }
    out.append("</tr>\n");
    for (ErrorSlice slice : slices) {
      out.append("<tr><td>").append(Markup.escape(name.apply(slice))).append("</td><td>");
      out.append(Markup.escape(messages.count(slice.texts()))).append("</td><td>");
      out.append(Markup.escape(messages.percent(slice.errorRate())));
      double width = 100 * slice.errorRate();
      out.append(
          String.format(
              Locale.ROOT,
              "<span class=\"bar\"><i style=\"width:%.1f%%\"></i></span></td></tr>\n",
              width));
    }
    return out.append("</table></figure>\n").toString();
  }

  private String tokens(ErrorSlice slice) {
    String low = messages.count((long) slice.low());
    return Double.isInfinite(slice.high())
        ? messages.get("errors.range.from", low)
        : low + "–" + messages.count((long) slice.high());
  }

  private String unknown(ErrorSlice slice) {
    return slice.high() == 0
        ? messages.get("errors.unknown.none")
        : messages.number(100 * slice.low(), 0)
            + "–"
            + messages.number(100 * slice.high(), 0)
            + "\u00a0%";
  }

  private String worst(WorstError error) {
    String truth = "<span class=\"good\">" + Markup.label(error.truth()) + "</span>";
    String predicted = "<span class=\"bad-word\">" + Markup.label(error.predicted()) + "</span>";
    return "<li><div class=\"said\"><span>"
        + messages.get("worst.pair", truth, predicted)
        + " "
        + Markup.escape(messages.percent(error.probability()))
        + "</span><span class=\"place\"><bdi>"
        + Markup.escape(Markup.head(error.place().toString(), 200))
        + "</bdi></span></div><blockquote>"
        + Markup.passage(error.text(), LONGEST_TEXT, messages)
        + "</blockquote></li>\n";
  }

  private String heading(String key) {
    return "<h2>" + Markup.escape(messages.get(key)) + "</h2>\n";
  }

  private String paragraph(String key) {
    return "<p class=\"quiet\">" + Markup.escape(messages.get(key)) + "</p>\n";
  }
}
