package io.palavra.training.report;

import io.palavra.training.evaluation.ConfusionMatrix;
import io.palavra.training.evaluation.ConfusionMatrix.ClassScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Each class's scores, and which was taken for which. */
final class ClassSection {
  private static final int LARGEST_TABLE = 25;
  private static final int MOST_PAIRS = 40;
  private static final double DENSE = 0.6;

  private final Messages messages;

  ClassSection(Messages messages) {
    this.messages = messages;
  }

  String table(ConfusionMatrix confusion) {
    StringBuilder out = new StringBuilder(heading("classes.head"));
    out.append("<div class=\"scroll\"><table class=\"wide\">\n<thead><tr>");
    for (String column : List.of("class", "precision", "recall", "f1", "support")) {
      out.append("<th>").append(Markup.escape(messages.get(column))).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (ClassScore score : confusion.classes()) {
      out.append("<tr><td>").append(Markup.label(score.label())).append("</td>");
      cell(out, messages.percent(score.precision()));
      cell(out, messages.percent(score.recall()));
      cell(out, messages.percent(score.f1()));
      cell(out, messages.count(score.support()));
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n<p class=\"quiet small\">");
    out.append(Markup.escape(messages.get("figure.weightedF1"))).append(' ');
    out.append(Markup.escape(messages.percent(confusion.weightedF1()))).append("</p>\n");
    return out.toString();
  }

  /** A heat table, or for a great many classes the cells that matter. */
  String heat(ConfusionMatrix confusion) {
    StringBuilder out = new StringBuilder(heading("confusion.head"));
    return confusion.labels().size() > LARGEST_TABLE
        ? out.append(pairs(confusion)).toString()
        : out.append(matrix(confusion)).toString();
  }

  private String matrix(ConfusionMatrix confusion) {
    StringBuilder out = new StringBuilder("<p class=\"quiet\">");
    out.append(Markup.escape(messages.get("confusion.text"))).append("</p>\n");
    out.append("<div class=\"scroll\"><table class=\"heat\">\n<thead><tr><th></th>");
    confusion.labels().names().forEach(name -> header(out, "col", name));
    out.append("</tr></thead>\n<tbody>\n");
    for (int truth = 0; truth < confusion.labels().size(); truth++) {
      long support = confusion.classes().get(truth).support();
      out.append("<tr>");
      header(out, "row", confusion.labels().name(truth));
      for (int predicted = 0; predicted < confusion.labels().size(); predicted++) {
        long count = confusion.counts()[truth][predicted];
        double share = support == 0 ? 0 : (double) count / support;
        out.append(String.format(Locale.ROOT, "<td style=\"--share:%.3f\" class=\"", share));
        out.append(truth == predicted ? "hit" : "miss").append(share > DENSE ? " dense\">" : "\">");
        out.append(Markup.escape(messages.count(count))).append("</td>");
      }
      out.append("</tr>\n");
    }
    return out.append("</tbody></table></div>\n").toString();
  }

  private static void header(StringBuilder out, String scope, String name) {
    out.append("<th scope=\"").append(scope).append("\" title=\"");
    out.append(Markup.escape(Markup.head(name, Markup.LONGEST_LABEL))).append("\">");
    out.append(Markup.label(name)).append("</th>");
  }

  private record Pair(int truth, int predicted, long count) {}

  private String pairs(ConfusionMatrix confusion) {
    List<Pair> pairs = new ArrayList<>();
    for (int truth = 0; truth < confusion.labels().size(); truth++) {
      for (int predicted = 0; predicted < confusion.labels().size(); predicted++) {
        long count = confusion.counts()[truth][predicted];
        if (truth != predicted && count > 0) {
          pairs.add(new Pair(truth, predicted, count));
        }
      }
    }
    pairs.sort(Comparator.comparingLong(Pair::count).reversed());
    List<Pair> shown = pairs.subList(0, Math.min(MOST_PAIRS, pairs.size()));
    StringBuilder out = new StringBuilder("<p class=\"quiet\">");
    int classes = confusion.labels().size();
    out.append(Markup.escape(messages.get("confusion.many", shown.size(), classes)));
    out.append("</p>\n<table>\n");
    for (Pair pair : shown) {
      String truth = Markup.label(confusion.labels().name(pair.truth()));
      String predicted = Markup.label(confusion.labels().name(pair.predicted()));
      out.append("<tr><td>").append(messages.get("confusion.pair", truth, predicted));
      out.append("</td><td>").append(Markup.escape(messages.count(pair.count())));
      out.append("</td></tr>\n");
    }
    return out.append("</table>\n").toString();
  }

  private String heading(String key) {
    return "<h2>" + Markup.escape(messages.get(key)) + "</h2>\n";
  }

  private static void cell(StringBuilder out, String value) {
    out.append("<td>").append(Markup.escape(value)).append("</td>");
  }
}
