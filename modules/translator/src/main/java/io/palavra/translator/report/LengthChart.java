package io.palavra.translator.report;

import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.report.Messages;
import io.palavra.training.report.ReportLanguage;
import io.palavra.translator.score.LengthScores.Bucket;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** BLEU by the length of the source, a line for each system. */
public final class LengthChart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 480;
  private static final Color[] COLOURS = {
    new Color(0x1F5F8B), new Color(0xBE402E), new Color(0x3C8D5A), new Color(0x7A5FA0)
  };

  private LengthChart() {}

  /**
   * Draws it. A length that a system has no sentence of is left out of all.
   *
   * @param systems their buckets by their names, in the order of the legend
   * @param language of the labels
   * @throws io.palavra.pipeline.BadInputException when the file can not be written there
   */
  public static void write(Path png, Map<String, List<Bucket>> systems, ReportLanguage language) {
    CategoryChart chart = chart(systems, language);
    AtomicFile.write(png, out -> out.write(BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG)));
  }

  static CategoryChart chart(Map<String, List<Bucket>> systems, ReportLanguage language) {
    CategoryChart chart = empty(systems.size() > 1, language);
    Messages messages = Messages.of(language, LengthChart.class);
    TreeSet<Integer> common = common(systems);
    double highest = 0;
    int place = 0;
    for (Map.Entry<String, List<Bucket>> system : systems.entrySet()) {
      List<String> names = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      for (Bucket bucket : system.getValue()) {
        if (common.contains(bucket.from())) {
          names.add(bucket.name() + " (" + messages.count(bucket.sentences()) + ")");
          values.add(bucket.bleu());
          highest = Math.max(highest, bucket.bleu());
        }
      }
      CategorySeries series = chart.addSeries(system.getKey(), names, values);
      Color colour = COLOURS[place++ % COLOURS.length];
      series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour).setLineColor(colour);
    }
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(round(highest)).setYAxisDecimalPattern("0.#");
    return chart;
  }

  /** The next round number above a score. */
  private static double round(double score) {
    double step = score > 10 ? 10 : score > 1 ? 2 : 1;
    return Math.max(1, Math.ceil(score / step)) * step;
  }

  private static CategoryChart empty(boolean several, ReportLanguage language) {
    Messages messages = Messages.of(language, LengthChart.class);
    System.setProperty("java.awt.headless", System.getProperty("java.awt.headless", "true"));
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(messages.get("lengths.title"))
            .xAxisTitle(messages.get("lengths.axis"))
            .yAxisTitle("BLEU")
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
    chart.getStyler().setLegendBorderColor(Color.WHITE).setLegendVisible(several);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    // Else the lines would stand beside one another, as bars do.
    chart.getStyler().setOverlapped(true);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
    return chart;
  }

  /** Lengths that every system has sentences of. */
  private static TreeSet<Integer> common(Map<String, List<Bucket>> systems) {
    TreeSet<Integer> common = new TreeSet<>();
    systems.values().iterator().next().forEach(bucket -> common.add(bucket.from()));
    systems.values().forEach(all -> common.retainAll(all.stream().map(Bucket::from).toList()));
    return common;
  }
}
