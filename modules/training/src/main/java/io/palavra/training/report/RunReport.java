package io.palavra.training.report;

import java.nio.file.Path;

/** All that a finished classification run says of itself, written into the run's folder. */
public final class RunReport {

  private RunReport() {}

  /**
   * Writes {@code confusion.png}, {@code calibration.png}, {@code report.html} and, last, {@code
   * metrics.json}, so that whoever sees the figures sees the rest, too.
   *
   * @throws io.palavra.pipeline.BadInputException when the folder can not be written
   */
  public static void write(Path folder, ReportInput input, RunFigures run) {
    ReportPictures.confusion(
        folder.resolve("confusion.png"), input.evaluation().confusion(), input.language());
    ReportPictures.calibration(
        folder.resolve("calibration.png"), input.evaluation(), input.language());
    HtmlReport.write(folder.resolve("report.html"), input);
    MetricsJson.write(
        folder.resolve("metrics.json"),
        input.evaluation().metrics(),
        input.evaluation().baseline(),
        run);
  }
}
