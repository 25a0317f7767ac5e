package io.palavra.training.progress;

import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.loop.TrainingListener;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * {@code curves.png}: the losses by epoch, and below them the metric that epochs are compared by,
 * with the best epoch marked. Drawn at the end, and during a long training now and then.
 */
public final class CurvesPlot implements TrainingListener {
  private static final String ENDING = "Shutdown in progress";
  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;
  private static final double SECONDS_BETWEEN = 60;
  private static final Color TRAIN = new Color(0x0072B2);
  private static final Color DEV = new Color(0xD55E00);
  private static final Color BEST = new Color(0x009E73);

  private final Path file;
  private final String metric;
  private final Consumer<String> say;
  private final List<Epoch> epochs = new ArrayList<>();
  private long drawn = System.nanoTime();

  /**
   * @param file to be written
   * @param metric what epochs are compared by
   * @param say takes a line when this machine can not draw
   */
  public CurvesPlot(Path file, String metric, Consumer<String> say) {
    this.file = file;
    this.metric = metric;
    this.say = say;
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  @Override
  public void onStart(Start start) {
    epochs.clear();
    epochs.addAll(start.history());
  }

  @Override
  public void onEpoch(Epoch epoch) {
    epochs.add(epoch);
    if (System.nanoTime() - drawn > SECONDS_BETWEEN * 1e9) {
      draw();
    }
  }

  @Override
  public void close() {
    if (!epochs.isEmpty()) {
      draw();
    }
  }

  /** A machine without fonts fails in many ways; a picture is not worth a training. */
  private void draw() {
    drawn = System.nanoTime();
    try {
      List<XYChart> charts = new ArrayList<>();
      charts.add(losses());
      if (!metric.equals("loss")) {
        charts.add(metric());
      }
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      BitmapEncoder.saveBitmap(charts, charts.size(), 1, png, BitmapFormat.PNG);
      AtomicFile.write(file, png::writeTo);
    } catch (IOException | RuntimeException | LinkageError | java.awt.AWTError | InternalError e) {
      // The JVM refuses a first picture while it ends; the run that goes on draws it.
      if (!ENDING.equals(e.getMessage())) {
        say.accept("No curves: " + e.getMessage());
      }
    }
  }

  private XYChart losses() {
    XYChart chart = chart("Loss", "loss");
    add(chart, "training", TRAIN, Epoch::trainLoss);
    add(chart, "development", DEV, epoch -> epoch.dev().metrics().get("loss"));
    return chart;
  }

  private XYChart metric() {
    XYChart chart = chart("Development set: " + metric, metric);
    ToDoubleFunction<Epoch> value = epoch -> epoch.dev().metrics().getOrDefault(metric, Double.NaN);
    add(chart, metric, DEV, value);
    epochs.stream()
        .filter(Epoch::best)
        .reduce((former, later) -> later)
        .ifPresent(
            best -> {
              double[] x = {best.epoch() + 1};
              double[] y = {value.applyAsDouble(best)};
              XYSeries series = chart.addSeries("best epoch", x, y);
              series.setMarker(SeriesMarkers.DIAMOND).setMarkerColor(BEST);
              series.setLineColor(BEST);
            });
    return chart;
  }

  private static XYChart chart(String title, String yAxis) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("epoch")
            .yAxisTitle(yAxis)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisDecimalPattern("0");
    chart.getStyler().setYAxisDecimalPattern("0.####");
    chart.getStyler().setMarkerSize(6);
    return chart;
  }

  private void add(XYChart chart, String name, Color color, ToDoubleFunction<Epoch> value) {
    double[] x = epochs.stream().mapToDouble(epoch -> epoch.epoch() + 1).toArray();
    double[] y = epochs.stream().mapToDouble(value).toArray();
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color);
    series.setLineColor(color);
  }
}
