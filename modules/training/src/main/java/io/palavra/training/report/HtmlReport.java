package io.palavra.training.report;

import io.palavra.pipeline.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    String title = Markup.escape(Markup.head(input.title(), 200));
    StringBuilder page = new StringBuilder(1 << 16);
    page.append("<!doctype html>\n<html lang=\"").append(input.language().tag()).append("\">\n");
    page.append("<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" ");
    page.append("content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<title>").append(title).append("</title>\n");
    page.append("<style>\n").append(css()).append("</style>\n</head>\n<body>\n");
    page.append("<header>\n<h1><bdi>").append(title).append("</bdi></h1>\n");
    page.append(new HeadlineSection(messages).html(input)).append("</header>\n<main>\n");
    ClassSection classes = new ClassSection(messages);
    page.append(classes.table(input.evaluation().confusion()));
    page.append(classes.heat(input.evaluation().confusion()));
    page.append(new CalibrationSection(messages).html(input.evaluation()));
    page.append(new CurveSection(messages).html(input.epochs()));
    page.append(new ErrorSection(messages).html(input.evaluation()));
    page.append(new OriginSection(messages).html(input));
    page.append("</main>\n<footer><p>").append(Markup.escape(messages.get("footer")));
    return page.append("</p></footer>\n</body>\n</html>\n").toString();
  }

  private static String css() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
