package io.palavra.translator.report;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.evaluation.Interval;
import io.palavra.training.report.Markup;
import io.palavra.training.report.Messages;
import io.palavra.training.report.Page;
import io.palavra.training.report.Plot;
import io.palavra.training.report.ReportLanguage;
import io.palavra.translator.score.CorpusScore;
import io.palavra.translator.score.LengthScores;
import io.palavra.translator.score.LengthScores.Bucket;
import io.palavra.translator.score.Measured;
import io.palavra.translator.score.Translated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A test's figures, its lengths and its worst sentences as a page, beside picture and table. */
public final class TranslationReport {
  private static final int WORST = 25;
  private static final int LONGEST = 600;
  private static final int HEIGHT = 240;

  private final Messages messages;
  private final ReportLanguage language;

  private TranslationReport(ReportLanguage language) {
    this.language = language;
    this.messages = Messages.of(language, TranslationReport.class);
  }

  /**
   * Writes {@code report.html}, {@code bleu-by-length.png} and {@code translations.tsv} (source,
   * translation, reference).
   *
   * @param title names model and data
   * @param language of the labels
   * @throws io.palavra.pipeline.BadInputException when the folder can not be written
   */
  public static void write(Path folder, String title, Measured measured, ReportLanguage language) {
    make(folder);
    LengthChart.write(
        folder.resolve("bleu-by-length.png"), Map.of("BLEU", measured.lengths()), language);
    AtomicFile.writeString(folder.resolve("translations.tsv"), table(measured.test()));
    AtomicFile.writeString(folder.resolve("report.html"), page(title, measured, language));
  }

  /**
   * Writes {@code bleu-by-length.png} with a line for each of several models.
   *
   * @param names the models' paths; the chart has the names of their runs
   * @param tests what each made of the same sentences
   * @throws io.palavra.pipeline.BadInputException when the folder can not be written
   */
  public static void compare(
      Path folder, List<String> names, List<Translated> tests, ReportLanguage language) {
    make(folder);
    Map<String, List<Bucket>> systems = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = run(Path.of(names.get(i)));
      String free = systems.containsKey(name) ? names.get(i) + " (" + (i + 1) + ")" : name;
      systems.put(free, LengthScores.of(tests.get(i)));
    }
    LengthChart.write(folder.resolve("bleu-by-length.png"), systems, language);
  }

  /** The folder's name for what every run calls the same. */
  private static String run(Path model) {
    Path whole = model.toAbsolutePath().normalize();
    Path parent = whole.getParent();
    boolean bundle = whole.endsWith("model.palavra") && parent.getFileName() != null;
    return String.valueOf(bundle ? parent.getFileName() : whole.getFileName());
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw BadInputException.of(folder.toString(), "a folder that can be made").because(e);
    }
  }

  /** The page. */
  static String page(String title, Measured measured, ReportLanguage language) {
    return new TranslationReport(language).page(title, measured);
  }

  private String page(String title, Measured measured) {
    StringBuilder header = new StringBuilder();
    header.append("<p class=\"quiet\">");
    header.append(messages.get("sentences", measured.test().size()));
    header.append("</p>\n<div class=\"figures\">\n");
    for (Map.Entry<String, CorpusScore> each : Measured.SCORES.entrySet()) {
      CorpusScore score = each.getValue();
      boolean small = each.getKey().equals("bleuLowerTokenised");
      Interval interval = measured.interval(score);
      String less = score.moreIsBetter() ? "" : ", " + messages.get("less");
      card(
          header,
          score.name() + (small ? ", " + messages.get("small") : ""),
          messages.number(measured.test().value(score), 1),
          messages.get(
                  "interval",
                  messages.number(interval.low(), 1),
                  messages.number(interval.high(), 1))
              + less,
          score.signature());
    }
    header.append("</div>\n<div class=\"figures\">\n");
    card(
        header,
        messages.get("repeating"),
        messages.number(measured.faults().repeating(), 1) + " %",
        messages.get("repeating.note"),
        "");
    card(
        header,
        messages.get("shortened"),
        messages.number(measured.faults().shortened(), 1) + " %",
        messages.get("shortened.note"),
        "");
    card(
        header,
        messages.get("length"),
        messages.number(measured.faults().length(), 3),
        messages.get("length.note"),
        "");
    header.append("</div>\n");
    String main = lengths(measured.lengths()) + worst(measured);
    return Page.of(language, title, header.toString(), main, messages.get("footnote"));
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

  private String lengths(List<Bucket> lengths) {
    if (lengths.size() < 2) {
      return "";
    }
    double most = lengths.stream().mapToDouble(Bucket::bleu).max().orElse(1);
    Plot plot =
        new Plot(
            new Plot.Range(-0.5, lengths.size() - 0.5),
            new Plot.Range(0, Math.max(5, most * 1.1)),
            HEIGHT);
    plot.gridY(value -> messages.number(value, 0));
    plot.ticksX(1, at -> lengths.get((int) Math.round(at)).name());
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < lengths.size(); i++) {
      points.add(new double[] {i, lengths.get(i).bleu()});
    }
    plot.curve(points, "a").nameX(messages.get("lengths.x"));
    StringBuilder out = new StringBuilder("<h2>" + messages.get("lengths") + "</h2>\n");
    out.append("<div class=\"pair\">\n<figure>").append(plot.svg(messages.get("lengths.title")));
    out.append("<figcaption>").append(messages.get("lengths.title"));
    out.append("</figcaption></figure>\n<table><tr>");
    for (String head :
        List.of(
            messages.get("lengths.words"),
            messages.get("lengths.sentences"),
            "BLEU",
            "chrF2",
            messages.get("length"))) {
      out.append("<th>").append(head).append("</th>");
    }
    out.append("</tr>\n");
    for (Bucket bucket : lengths) {
      out.append(
          String.format(
              messages.locale(),
              "<tr><td style=\"min-width:4rem\">%s</td><td>%,d</td><td>%.1f</td><td>%.1f</td><td>%.2f</td></tr>\n",
              bucket.name(),
              bucket.sentences(),
              bucket.bleu(),
              bucket.chrf(),
              bucket.length()));
    }
    return out.append("</table>\n</div>\n").toString();
  }

  private String worst(Measured measured) {
    Translated test = measured.test();
    StringBuilder out = new StringBuilder("<h2>" + messages.get("worst") + "</h2>\n");
    out.append("<p class=\"quiet\">").append(messages.get("worst.note"));
    out.append("</p>\n<div class=\"scroll\"><table class=\"sentences\"><tr><th></th>");
    for (String head : List.of("source", "translation", "reference")) {
      out.append("<th style=\"text-align:left\">").append(messages.get(head)).append("</th>");
    }
    out.append("</tr>\n");
    int rank = 1;
    for (int i : measured.worst(WORST)) {
      out.append("<tr><td style=\"min-width:0;white-space:nowrap;vertical-align:top\">")
          .append(rank++)
          .append("</td>");
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
}
