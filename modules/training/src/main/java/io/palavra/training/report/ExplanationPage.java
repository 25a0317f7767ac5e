package io.palavra.training.report;

import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.Firing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@link Explanation}s of one decision as one offline page: for each label the text with its words
 * shaded, and tables.
 */
public final class ExplanationPage {
  private static final int FIRINGS = 12;
  private static final double DARKEST = 0.6;
  private static final Pattern FILTER =
      Pattern.compile("(?:network (\\d+), )?filter (\\d+) of width (\\d+)");

  private ExplanationPage() {}

  /** The stretches that spoke most for the label, then those that spoke most against it. */
  public static List<Firing> mostTelling(Explanation why) {
    List<Firing> all = why.firings();
    if (all.size() <= 2 * FIRINGS) {
      return all;
    }
    List<Firing> some = new ArrayList<>(all.subList(0, FIRINGS));
    some.addAll(all.subList(all.size() - FIRINGS / 2, all.size()));
    return some;
  }

  /** The text of a stretch. */
  public static String stretch(Explanation why, Firing firing) {
    int from = why.tokens().get(firing.from()).start();
    int to = why.tokens().get(firing.to() - 1).end();
    String text = why.classification().text();
    return from < to ? text.substring(from, to) : "";
  }

  /**
   * The page, whole.
   *
   * @param explanations of one decision, one for each label; not empty
   * @param several whether the classifier may give a text several labels
   * @param language of all but the text and its labels
   */
  public static String of(
      List<Explanation> explanations, boolean several, ReportLanguage language) {
    Messages messages = Messages.of(language);
    String given = explanations.get(0).classification().label();
    double probability = explanations.get(0).classification().probability();
    String header =
        "<p class=\"quiet\">"
            + messages.get(several ? "why.sure" : "why.probability", messages.percent(probability))
            + "</p>\n";
    StringBuilder main = new StringBuilder(4096);
    for (Explanation why : explanations) {
      if (several) {
        String key = given.isEmpty() ? "why.nearest" : "why.label";
        String label = messages.get(key, messages.percent(why.probability()));
        main.append("<h2>").append(Markup.label(why.label()));
        main.append(" <span class=\"quiet small\">").append(label).append("</span></h2>\n");
      }
      shadedText(main, why, messages.locale());
      words(main, why, messages);
      filters(main, why, messages);
    }
    String title = given.isEmpty() ? messages.get("why.none") : given;
    return Page.of(language, title, header, main.toString(), messages.get("why.note"));
  }

  private static void shadedText(StringBuilder page, Explanation why, Locale locale) {
    page.append("<p class=\"read\"><bdi dir=\"auto\">");
    for (Explanation.Piece piece : why.pieces()) {
      if (piece.occlusion().isEmpty()) {
        page.append(Markup.escape(piece.text()));
      } else {
        double occlusion = piece.occlusion().getAsDouble();
        double share = DARKEST * Math.abs(occlusion) / why.strongest();
        page.append(occlusion >= 0 ? "<mark class=\"hit\"" : "<mark class=\"miss\"");
        page.append(String.format(Locale.ROOT, " style=\"--share: %.2f\"", share));
        page.append(String.format(locale, " title=\"%+.3f\">", occlusion));
        page.append(Markup.escape(piece.text())).append("</mark>");
      }
    }
    page.append("</bdi></p>\n");
  }

  private static void words(StringBuilder page, Explanation why, Messages messages) {
    head(page, messages, "why.word", "why.occlusion", "why.gradient");
    for (int i = 0; i < why.tokens().size(); i++) {
      row(
          page,
          messages,
          List.of(why.tokens().get(i).text()),
          "%+.3f",
          why.occlusion()[i],
          why.gradient()[i]);
    }
    page.append("</table></div>\n");
  }

  private static void filters(StringBuilder page, Explanation why, Messages messages) {
    if (why.firings().isEmpty()) {
      return;
    }
    page.append("<h3 class=\"below\">").append(messages.get("why.filters")).append("</h3>\n");
    head(page, messages, "why.stretch", "why.filter", "why.fired", "why.adds");
    for (Firing firing : mostTelling(why)) {
      row(
          page,
          messages,
          List.of(stretch(why, firing), unit(firing.unit(), messages)),
          "%+.3f",
          firing.activation(),
          firing.contribution());
    }
    page.append("</table></div>\n");
  }

  private static void head(StringBuilder page, Messages messages, String... keys) {
    page.append("<div class=\"scroll\"><table>\n<tr>");
    for (String key : keys) {
      page.append("<th>").append(messages.get(key)).append("</th>");
    }
    page.append("</tr>\n");
  }

  private static void row(
      StringBuilder page, Messages messages, List<String> texts, String format, double... figures) {
    page.append("<tr>");
    texts.forEach(text -> page.append("<td>").append(Markup.escape(text)).append("</td>"));
    for (double figure : figures) {
      page.append("<td>").append(String.format(messages.locale(), format, figure)).append("</td>");
    }
    page.append("</tr>\n");
  }

  /** A model names its filters in English; a name that is none of those is shown as it is. */
  private static String unit(String name, Messages messages) {
    Matcher parts = FILTER.matcher(name);
    if (!parts.matches()) {
      return name;
    }
    String filter = messages.get("why.unit", parts.group(2), parts.group(3));
    String network = parts.group(1);
    return network == null ? filter : messages.get("why.network", network, filter);
  }
}
