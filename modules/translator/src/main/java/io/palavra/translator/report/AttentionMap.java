package io.palavra.translator.report;

import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.report.Markup;
import io.palavra.training.report.Messages;
import io.palavra.training.report.Page;
import io.palavra.training.report.ReportLanguage;
import io.palavra.translator.Attention;
import io.palavra.translator.Attention.Word;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/** Where a model looked: a row for each word of the translation, a column for each it read. */
public final class AttentionMap {
  private static final Color PALE = new Color(246, 248, 250);
  private static final Color STRONG = new Color(20, 80, 130);
  private static final int CELL = 44;
  private static final int MARGIN = 230;
  private static final int LARGEST = 60;
  private static final int LONGEST_LABEL = 16;
  private static final double PERCENT = 100;

  /** Above this share the cell is dark, and what stands in it light. */
  private static final double DENSE = 0.55;

  private AttentionMap() {}

  /**
   * Draws it. Of more than {@value #LARGEST} words of a side the first ones are drawn, and its
   * title says so.
   *
   * @param language of the labels
   * @throws io.palavra.pipeline.BadInputException when the file can not be written there
   */
  public static void write(Path png, Attention attention, ReportLanguage language) {
    Messages messages = Messages.of(language, AttentionMap.class);
    System.setProperty("java.awt.headless", System.getProperty("java.awt.headless", "true"));
    List<String> columns = labels(attention.read());
    List<String> rows = labels(attention.written());
    double[][] weights = attention.byWord();
    List<Number[]> cells = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        long share = Math.round(PERCENT * weights[i][j]);
        cells.add(new Number[] {j, rows.size() - 1 - i, share});
      }
    }
    List<String> upwards = new ArrayList<>(rows);
    java.util.Collections.reverse(upwards);
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(MARGIN + CELL * columns.size())
            .height(MARGIN + CELL * rows.size())
            .title(title(attention, messages))
            .xAxisTitle(messages.get("map.read"))
            .yAxisTitle(messages.get("map.written"))
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
    chart.getStyler().setRangeColors(new Color[] {PALE, STRONG});
    chart.getStyler().setPlotGridLinesVisible(false).setLegendVisible(false);
    chart.getStyler().setMin(0).setMax(PERCENT).setShowValue(false);
    chart.getStyler().setXAxisLabelRotation(45);
    chart.addSeries("%", columns, upwards, cells);
    AtomicFile.write(png, out -> out.write(BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG)));
  }

  static String title(Attention attention, Messages messages) {
    int read = attention.read().size();
    int written = attention.written().size();
    return read <= LARGEST && written <= LARGEST
        ? messages.get("map.title")
        : messages.get(
            "map.title.cut", Math.min(LARGEST, read), read, Math.min(LARGEST, written), written);
  }

  /** The picture's axes need names that differ. */
  private static List<String> labels(List<Word> words) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> labels = new ArrayList<>();
    for (Word word : words.subList(0, Math.min(LARGEST, words.size()))) {
      String label = Markup.head(word.text(), LONGEST_LABEL);
      int times = seen.merge(label, 1, Integer::sum);
      // Characters without width tell equal words apart.
      labels.add(label + "\u200B".repeat(times - 1));
    }
    return labels;
  }

  /** As a page: each cell says its share where the pointer rests. */
  public static String page(Attention attention, ReportLanguage language) {
    double[][] weights = attention.byWord();
    StringBuilder out =
        new StringBuilder("<div class=\"scroll\"><table class=\"heat\">\n<tr><th></th>");
    for (Word word : attention.read()) {
      out.append("<th>").append(Markup.escape(word.text())).append("</th>");
    }
    out.append("</tr>\n");
    for (int i = 0; i < weights.length; i++) {
      out.append("<tr><th>").append(Markup.escape(attention.written().get(i).text()));
      out.append("</th>");
      for (int j = 0; j < weights[i].length; j++) {
        out.append(cell(attention, i, j, weights[i][j]));
      }
      out.append("</tr>\n");
    }
    out.append("</table></div>\n<p class=\"quiet\">");
    out.append(Messages.of(language, AttentionMap.class).get("map.note")).append("</p>\n");
    String header = "<p><bdi dir=\"auto\">" + Markup.escape(attention.source()) + "</bdi></p>\n";
    return Page.of(language, attention.target(), header, out.toString(), "");
  }

  private static String cell(Attention attention, int i, int j, double weight) {
    String hint = attention.written().get(i).text() + " ← " + attention.read().get(j).text();
    String shown = weight >= 0.01 ? String.format(Locale.ROOT, "%.0f", PERCENT * weight) : "";
    return String.format(
        Locale.ROOT,
        "<td class=\"hit%s\" style=\"--share: %.3f\" title=\"%s: %.1f %%\">%s</td>",
        weight > DENSE ? " dense" : "",
        weight,
        Markup.escape(hint),
        PERCENT * weight,
        shown);
  }
}
