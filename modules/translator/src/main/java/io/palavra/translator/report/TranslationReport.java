package io.palavra.translator.report;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.evaluation.Interval;
import io.palavra.training.report.Markup;
import io.palavra.training.report.Page;
import io.palavra.training.report.Plot;
import io.palavra.training.report.ReportLanguage;
import io.palavra.translator.score.CorpusScore;
import io.palavra.translator.score.LengthScores.Bucket;
import io.palavra.translator.score.Measured;
import io.palavra.translator.score.Translated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A test's figures, its lengths and its worst sentences as a page, beside picture and table. */
public final class TranslationReport {
  private static final int WORST = 25;
  private static final int LONGEST = 600;
  private static final int HEIGHT = 240;

  private TranslationReport() {}

  /**
   * Writes {@code report.html}, {@code bleu-by-length.png} and {@code translations.tsv} (source,
   * translation, reference).
   *
   * @param title names model and data
   * @throws io.palavra.pipeline.BadInputException when the folder can not be written
   */
  public static void write(Path folder, String title, Measured measured) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw BadInputException.of(folder.toString(), "a folder that can be made").because(e);
    }
    LengthChart.write(folder.resolve("bleu-by-length.png"), Map.of("BLEU", measured.lengths()));
    AtomicFile.writeString(folder.resolve("translations.tsv"), table(measured.test()));
    AtomicFile.writeString(folder.resolve("report.html"), page(title, measured));
  }

  /** The page. */
  static String page(String title, Measured measured) {
    StringBuilder header = new StringBuilder();
    header.append("<p class=\"quiet\">");
    header.append(String.format(Locale.ROOT, "%,d test sentences", measured.test().size()));
    header.append("</p>\n<div class=\"figures\">\n");
    for (CorpusScore score : Measured.SCORES.values()) {
      Interval interval = measured.interval(score);
      String less = score.moreIsBetter() ? "" : ", less is better";
      card(
          header,
          score.name(),
          format("%.1f", measured.test().value(score)),
          format("95 %%: %.1f to %.1f", interval.low(), interval.high()) + less,
          score.signature());
    }
    header.append("</div>\n<div class=\"figures\">\n");
    card(
        header,
        "repeat themselves",
        format("%.1f %%", measured.faults().repeating()),
        "one to four words twice in a row, and not in the reference",
        "");
    card(
        header,
        "too short",
        format("%.1f %%", measured.faults().shortened()),
        "less than 0.7 times the reference's words",
        "");
    card(
        header,
        "length",
        format("%.3f", measured.faults().length()),
        "words for each word of the references",
        "");
    header.append("</div>\n");
    String main = lengths(measured.lengths()) + worst(measured);
    return Page.of(ReportLanguage.EN, title, header.toString(), main);
  }

  private static void card(
      StringBuilder out, String name, String value, String note, String signature) {
    out.append("<div class=\"figure\"><span>").append(Markup.escape(name));
    out.append("</span><b>").append(Markup.escape(value)).append("</b><span class=\"quiet\">");
    out.append(Markup.escape(note)).append("</span>");
    if (!signature.isEmpty()) {
      // Breaks between the parts of the signature, so that it fits a narrow card.
      out.append("<span class=\"quiet small\">");
      out.append(Markup.escape(signature).replace("|", "|<wbr>")).append("</span>");
    }
    out.append("</div>\n");
  }

  private static String lengths(List<Bucket> lengths) {
    if (lengths.size() < 2) {
      return "";
    }
    double most = lengths.stream().mapToDouble(Bucket::bleu).max().orElse(1);
    Plot plot =
        new Plot(
            new Plot.Range(-0.5, lengths.size() - 0.5),
            new Plot.Range(0, Math.max(1, most * 1.1)),
            HEIGHT);
    plot.gridY(value -> format("%.0f", value));
    plot.ticksX(1, at -> lengths.get((int) Math.round(at)).name());
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < lengths.size(); i++) {
      points.add(new double[] {i, lengths.get(i).bleu()});
    }
    plot.curve(points, "a").nameX("words of the source");
    StringBuilder out = new StringBuilder("<h2>By length</h2>\n<div class=\"pair\">\n<figure>");
    out.append(plot.svg("BLEU by length of the source"));
    out.append("<figcaption>BLEU by the length of the source</figcaption></figure>\n<table>");
    out.append(
        "<tr><th>words</th><th>sentences</th><th>BLEU</th><th>chrF2</th><th>length</th></tr>\n");
    for (Bucket bucket : lengths) {
      out.append(
          format(
              "<tr><td>%s</td><td>%,d</td><td>%.1f</td><td>%.1f</td><td>%.2f</td></tr>%n",
              bucket.name(), bucket.sentences(), bucket.bleu(), bucket.chrf(), bucket.length()));
    }
    return out.append("</table>\n</div>\n").toString();
  }

  private static String worst(Measured measured) {
    Translated test = measured.test();
    StringBuilder out = new StringBuilder("<h2>The worst sentences</h2>\n");
    out.append("<p class=\"quiet\">By chrF2, of four words and more.</p>\n<div class=\"scroll\">");
    out.append("<table class=\"sentences\"><tr><th></th><th>source</th><th>translation</th>");
    out.append("<th>reference</th></tr>\n");
    int rank = 1;
    for (int i : measured.worst(WORST)) {
      out.append("<tr><td>").append(rank++).append("</td>");
      for (String text :
          List.of(test.sources().get(i), test.ours().get(i), test.references().get(i))) {
        out.append("<td style=\"text-align:left;vertical-align:top\"><bdi dir=\"auto\">");
        out.append(Markup.escape(Markup.head(text, LONGEST))).append("</bdi></td>");
      }
      out.append("</tr>\n");
    }
    return out.append("</table></div>\n").toString();
  }

  private static String table(Translated test) {
    StringBuilder out = new StringBuilder("source\ttranslation\treference\n");
    for (int i = 0; i < test.size(); i++) {
      out.append(flat(test.sources().get(i))).append('\t');
      out.append(flat(test.ours().get(i))).append('\t');
      out.append(flat(test.references().get(i))).append('\n');
    }
    return out.toString();
  }

  private static String flat(String text) {
    return text.replaceAll("[\\t\\r\\n]+", " ");
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
