package io.palavra.training.report;

import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.evaluation.ConfusionMatrix;
import io.palavra.training.evaluation.EvaluationReport;
import io.palavra.training.evaluation.Likelihood;
import io.palavra.training.evaluation.Reliability;
import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The pictures of a run's folder, for slides and papers. */
public final class ReportPictures {
  private static final Color PAPER = Color.WHITE;
  private static final Color GOOD = new Color(31, 95, 139);
  private static final Color BAD = new Color(190, 64, 46);
  private static final Color PALE = new Color(246, 248, 250);
  private static final Color STRONG = new Color(104, 164, 204);
  private static final Color QUIET = new Color(150, 158, 170);
  private static final int HEIGHT = 640;
  private static final int LARGEST_MATRIX = 50;
  private static final int CELLS_WITH_VALUES = 12;
  private static final int LONGEST_LABEL = 20;
  private static final double PERCENT = 100;

  private final Messages messages;

  private ReportPictures(Messages messages) {
    this.messages = messages;
  }

  /**
   * Draws which class was taken for which, as percentages of the true class, a row each, the first
   * class on top. Of more than {@value #LARGEST_MATRIX} classes the first ones are drawn.
   *
   * @throws io.palavra.pipeline.BadInputException when the file can not be written there
   */
  public static void confusion(Path png, ConfusionMatrix confusion, ReportLanguage language) {
    write(png, new ReportPictures(Messages.of(language)).heatMap(confusion));
  }

  /**
   * Draws how often the model is right against how often it says so, before and after calibration.
   *
   * @throws io.palavra.pipeline.BadInputException when the file can not be written there
   */
  public static void calibration(Path png, EvaluationReport report, ReportLanguage language) {
    write(png, new ReportPictures(Messages.of(language)).reliability(report));
  }

  private HeatMapChart heatMap(ConfusionMatrix confusion) {
    int classes = Math.min(LARGEST_MATRIX, confusion.labels().size());
    List<String> columns = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    List<Number[]> cells = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      String label = Markup.head(confusion.labels().name(k), LONGEST_LABEL);
      columns.add(label);
      rows.add(0, label);
    }
    for (int truth = 0; truth < classes; truth++) {
      long support = Math.max(1, confusion.classes().get(truth).support());
      for (int predicted = 0; predicted < classes; predicted++) {
        double share = PERCENT * confusion.counts()[truth][predicted] / support;
        cells.add(new Number[] {predicted, classes - 1 - truth, Math.round(share)});
      }
    }
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(HEIGHT)
            .height(HEIGHT)
            .title(messages.get("confusion.percent"))
            .xAxisTitle(messages.get("confusion.answer"))
            .yAxisTitle(messages.get("confusion.truth"))
            .build();
    chart.getStyler().setChartBackgroundColor(PAPER).setPlotBorderVisible(false);
    chart.getStyler().setRangeColors(new Color[] {PALE, STRONG});
    chart.getStyler().setPlotGridLinesVisible(false).setLegendVisible(false);
    chart.getStyler().setMin(0).setMax(PERCENT);
    chart.getStyler().setShowValue(classes <= CELLS_WITH_VALUES).setValueFontColor(Color.BLACK);
    chart.getStyler().setXAxisLabelRotation(classes > 4 ? 45 : 0);
    chart.addSeries("%", columns, rows, cells);
    return chart;
  }

  private XYChart reliability(EvaluationReport report) {
    XYChart chart =
        new XYChartBuilder()
            .width(HEIGHT)
            .height(HEIGHT)
            .title(messages.get("calibration.head"))
            .xAxisTitle(messages.get("calibration.x"))
            .yAxisTitle(messages.get("calibration.y"))
            .build();
    chart.getStyler().setChartBackgroundColor(PAPER).setPlotBorderVisible(false);
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW).setLegendBorderColor(PAPER);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
    chart.getStyler().setLocale(messages.locale());
    XYSeries ideal = chart.addSeries(" ", new double[] {0, 1}, new double[] {0, 1});
    ideal.setMarker(SeriesMarkers.NONE).setLineColor(QUIET).setShowInLegend(false);
    ideal.setLineStyle(new BasicStroke(1, BasicStroke.CAP_BUTT, 0, 1, new float[] {4, 4}, 0));
    curve(chart, "calibration.before", report.raw(), BAD);
    curve(chart, "calibration.after", report.calibrated(), GOOD);
    return chart;
  }

  private void curve(XYChart chart, String name, Likelihood likelihood, Color colour) {
    List<Reliability.Bin> bins =
        likelihood.reliability().bins().stream().filter(bin -> bin.count() > 0).toList();
    double[] stated = bins.stream().mapToDouble(Reliability.Bin::confidence).toArray();
    double[] right = bins.stream().mapToDouble(Reliability.Bin::accuracy).toArray();
    String ece = messages.get(name) + " (ECE " + messages.percent(likelihood.ece()) + ")";
    chart
        .addSeries(ece, stated, right)
        .setMarker(SeriesMarkers.CIRCLE)
        .setMarkerColor(colour)
        .setLineColor(colour);
  }

  private static void write(Path png, Chart<?, ?> chart) {
    AtomicFile.write(png, out -> out.write(BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG)));
  }
}
