package io.palavra.embeddings.project;

import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.report.ReportLanguage;
import java.awt.Color;
import java.awt.Font;
import java.nio.file.Path;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Words in the plane as a PNG picture, for slides and papers. */
public final class ProjectionPicture {
  private static final int WIDTH = 1400;
  private static final int HEIGHT = 1000;
  private static final int MOST_LABELS = 400;
  private static final Color INK = new Color(31, 41, 55);
  private static final Color DOT = new Color(104, 164, 204);

  private ProjectionPicture() {}

  /**
   * Writes the picture; of words whose names would lie on each other the first ones have theirs.
   *
   * @param language what its title speaks
   * @throws io.palavra.pipeline.BadInputException when the file can not be written there
   */
  public static void write(Path png, Projection projection, String title, ReportLanguage language) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title + " (" + projection.described(language) + ")")
            .build();
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
    chart.getStyler().setPlotGridLinesVisible(false).setLegendVisible(false);
    chart.getStyler().setXAxisTicksVisible(false).setYAxisTicksVisible(false);
    chart.getStyler().setMarkerSize(4);
    chart.getStyler().setAnnotationTextFontColor(INK);
    int size = projection.words().size() > 150 ? 10 : 13;
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, size);
    chart.getStyler().setAnnotationTextFont(font);
    double[] x = new double[projection.words().size()];
    double[] y = new double[x.length];
    double highest = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = projection.places()[i][0];
      y[i] = projection.places()[i][1];
      highest = Math.max(highest, Math.abs(y[i]));
    }
    chart.addSeries("words", x, y).setMarker(SeriesMarkers.CIRCLE).setMarkerColor(DOT);
    for (int i : FreeLabels.of(projection, WIDTH, HEIGHT, font, MOST_LABELS)) {
      chart.addAnnotation(
          new AnnotationText(projection.words().get(i), x[i], y[i] + highest / 60, false));
    }
    AtomicFile.write(png, out -> out.write(BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG)));
  }
}
