package io.palavra.training.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The frame of every report: one page that needs no network and no script, follows light and dark,
 * and forbids scripts to itself.
 */
public final class Page {
  private static final int LONGEST_TITLE = 200;

  private Page() {}

  /**
   * A whole page.
   *
   * @param title any text
   * @param header markup below the title
   * @param main markup of the rest; what comes from outside is escaped in it
   * @param footnote how this page's own figures are to be read, as text; may be empty
   */
  public static String of(
      ReportLanguage language, String title, String header, String main, String footnote) {
    Messages messages = Messages.of(language);
    String shown = Markup.escape(Markup.head(title, LONGEST_TITLE));
    StringBuilder page = new StringBuilder(1 << 16);
    page.append("<!doctype html>\n<html lang=\"").append(language.tag()).append("\">\n");
    page.append("<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" ");
    page.append("content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<title>").append(shown).append("</title>\n");
    page.append("<style>\n").append(css()).append("</style>\n</head>\n<body>\n");
    page.append("<header>\n<h1><bdi>").append(shown).append("</bdi></h1>\n");
    page.append(header).append("</header>\n<main>\n").append(main);
    page.append("</main>\n<footer><p>").append(Markup.escape(messages.get("footer")));
    page.append(footnote.isEmpty() ? "" : " " + Markup.escape(footnote));
    return page.append("</p></footer>\n</body>\n</html>\n").toString();
  }

  private static String css() {
    try (InputStream in = Page.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
