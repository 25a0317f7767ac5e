package io.palavra.training.report;

import io.palavra.pipeline.file.AtomicFile;
import java.nio.file.Path;

/**
 * {@code report.html}: an evaluation as one page that needs no network and no script, follows light
 * and dark, and can be read on a phone. Whatever comes from the data is escaped and shortened, and
 * the page forbids scripts to itself.
 */
public final class HtmlReport {

  private HtmlReport() {}

  /**
   * Writes the page, whole or not at all.
   *
   * @throws io.palavra.pipeline.BadInputException when the file can not be written there
   */
  public static void write(Path file, ReportInput input) {
    AtomicFile.writeString(file, render(input));
  }

  /** The page. */
  public static String render(ReportInput input) {
    Messages messages = Messages.of(input.language());
    String header = new HeadlineSection(messages).html(input);
    StringBuilder main = new StringBuilder(1 << 16);
    ClassSection classes = new ClassSection(messages);
    main.append(classes.table(input.evaluation().confusion()));
    main.append(classes.heat(input.evaluation().confusion()));
    main.append(new CalibrationSection(messages).html(input.evaluation()));
    main.append(new CurveSection(messages).html(input.epochs()));
    main.append(new ErrorSection(messages).html(input.evaluation()));
    main.append(
        new OriginSection(messages)
            .html(input.notes(), input.options(), input.provenance(), input.run()));
    return Page.of(
        input.language(), input.title(), header, main.toString(), messages.get("footnote"));
  }
}
