package io.palavra.training.compare;

import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.compare.Outcome.EpochPoint;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Pictures of a comparison. */
public final class ComparePictures {
  private static final Color TRAIN = new Color(0, 90, 180);
  private static final Color DEV = new Color(220, 110, 0);
  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;
  private static final int SMALL_WIDTH = 440;
  private static final int SMALL_HEIGHT = 330;
  private static final int BESIDE = 3;
  private static final double PERCENT = 100;

  /** Minutes that a logarithmic axis can show. */
  private static final double LEAST_MINUTES = 1e-4;

  private ComparePictures() {}

  /**
   * Draws accuracy against the minutes of a training, a dot for each seed.
   *
   * @throws io.palavra.pipeline.BadInputException when the file can not be written there
   */
  public static void accuracyAgainstTime(Path png, CompareResult result) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(result.dataName() + ": accuracy on the test part, a dot for each seed")
            .xAxisTitle("minutes of a training (logarithmic)")
            .yAxisTitle("accuracy, %")
            .build();
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE).setMarkerSize(11);
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisDecimalPattern("0.#").setXAxisDecimalPattern("0.####");
    List<Standing> standings =
        result.standings(Optional.empty()).stream()
            .sorted(Comparator.comparingDouble(Standing::accuracy).reversed())
            .toList();
    for (Standing standing : standings) {
      double[] minutes =
          standing.outcomes().stream()
              .mapToDouble(o -> Math.max(LEAST_MINUTES, o.seconds() / 60))
              .toArray();
      double[] accuracy = standing.accuracies().stream().mapToDouble(a -> PERCENT * a).toArray();
      chart.addSeries(standing.name(), minutes, accuracy);
    }
    write(png, List.of(chart), 1, 1);
  }

  /**
   * Draws the losses of training and development of every contestant, mean over its seeds, all on
   * the same axes.
   *
   * @throws io.palavra.pipeline.BadInputException when the file can not be written there
   */
  public static void losses(Path png, CompareResult result) {
    List<XYChart> charts = new ArrayList<>();
    double highest = 0;
    int longest = 1;
    for (Standing standing : result.standings(Optional.empty())) {
      double[] train = mean(standing, EpochPoint::trainLoss);
      double[] dev = mean(standing, EpochPoint::devLoss);
      if (train.length > 0) {
        charts.add(curves(standing.name(), train, dev));
        longest = Math.max(longest, train.length);
        highest = Math.max(highest, Math.max(max(train), max(dev)));
      }
    }
    for (XYChart chart : charts) {
      chart.getStyler().setYAxisMin(0.0).setYAxisMax(highest * 1.05);
      chart.getStyler().setXAxisMin(1.0).setXAxisMax(Math.max(2.0, longest));
    }
    if (!charts.isEmpty()) {
      int columns = Math.min(BESIDE, charts.size());
      write(png, charts, (charts.size() + columns - 1) / columns, columns);
    }
  }

  private static XYChart curves(String name, double[] train, double[] dev) {
    XYChart chart =
        new XYChartBuilder()
            .width(SMALL_WIDTH)
            .height(SMALL_HEIGHT)
            .title(name)
            .xAxisTitle("epoch")
            .yAxisTitle("loss")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS).setMarkerSize(4);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal).setLegendBorderColor(Color.WHITE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisDecimalPattern("0").setYAxisDecimalPattern("0.##");
    line(chart, "training", train, TRAIN);
    line(chart, "development", dev, DEV);
    return chart;
  }

  private static void line(XYChart chart, String name, double[] y, Color colour) {
    double[] x = new double[y.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = i + 1;
    }
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour).setLineColor(colour);
  }

  /** By epoch, over the seeds that have got so far. */
  private static double[] mean(Standing standing, ToDoubleFunction<EpochPoint> value) {
    int longest = standing.outcomes().stream().mapToInt(o -> o.epochs().size()).max().orElse(0);
    double[] means = new double[longest];
    for (int epoch = 0; epoch < longest; epoch++) {
      int at = epoch;
      means[epoch] =
          standing.outcomes().stream()
              .filter(o -> o.epochs().size() > at)
              .mapToDouble(o -> value.applyAsDouble(o.epochs().get(at)))
              .average()
              .orElse(0);
    }
    return means;
  }

  private static double max(double[] values) {
    double max = 0;
    for (double value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  private static void write(Path png, List<XYChart> charts, int rows, int columns) {
    AtomicFile.write(
        png,
        out -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          BitmapEncoder.saveBitmap(charts, rows, columns, bytes, BitmapFormat.PNG);
          bytes.writeTo(out);
        });
  }
}
