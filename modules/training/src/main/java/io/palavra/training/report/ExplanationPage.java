package io.palavra.training.report;

import io.palavra.pipeline.token.Token;
import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.Firing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.StringEscapeUtils;

/** An {@link Explanation} as one offline page: the text with its words shaded, and a table. */
public final class ExplanationPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --for: 40 150 90; --against: 205 60 50; }
      body { font: 18px/1.7 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.3rem; } h2 { font-size: 1.1rem; } p.text { white-space: pre-wrap; overflow-wrap: anywhere; }
      mark { color: inherit; border-radius: .25em; padding: .05em .1em; }
      table { border-collapse: collapse; font-size: .9rem; } td, th { padding: .1rem .8rem .1rem 0; text-align: left; }
      td.number { text-align: right; font-variant-numeric: tabular-nums; } small { opacity: .7; }
      """;

  private static final int FIRINGS = 12;

  private ExplanationPage() {}

  /** The stretches that spoke most for the class, then those that spoke most against it. */
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

  /** The page, whole. */
  public static String of(Explanation why) {
    StringBuilder page = new StringBuilder(4096);
    page.append("<!DOCTYPE html>\n<html lang=\"und\"><head><meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>")
        .append(escaped(why.classification().label()))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style></head><body>\n<h1>")
        .append(escaped(why.classification().label()))
        .append(
            String.format(
                Locale.ROOT, " · %.1f %%</h1>%n", 100 * why.classification().probability()));
    shadedText(page, why);
    page.append(
            "<p><small>Green speaks for the class, red against it: the log-odds that the class loses when")
        .append(
            " the word is unknown (occlusion). Gradient is gradient times input.</small></p>\n");
    table(page, why);
    filters(page, why);
    return page.append("</body></html>\n").toString();
  }

  private static void shadedText(StringBuilder page, Explanation why) {
    String text = why.classification().text();
    double strongest = 1e-9;
    for (double value : why.occlusion()) {
      strongest = Math.max(strongest, Math.abs(value));
    }
    page.append("<p class=\"text\">");
    int at = 0;
    List<Token> tokens = why.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      double strength = why.occlusion()[i] / strongest;
      page.append(escaped(text.substring(at, token.start())))
          .append(
              String.format(
                  Locale.ROOT,
                  "<mark style=\"background: rgb(var(%s) / %.2f)\" title=\"%+.3f\">%s</mark>",
                  strength >= 0 ? "--for" : "--against",
                  0.6 * Math.abs(strength),
                  why.occlusion()[i],
                  escaped(text.substring(token.start(), token.end()))));
      at = token.end();
    }
    page.append(escaped(text.substring(at))).append("</p>\n");
  }

  private static void table(StringBuilder page, Explanation why) {
    page.append("<table><tr><th>word</th><th>occlusion</th><th>gradient</th></tr>\n");
    for (int i = 0; i < why.tokens().size(); i++) {
      page.append(
          String.format(
              Locale.ROOT,
              "<tr><td>%s</td><td class=\"number\">%+.3f</td><td class=\"number\">%+.3f</td></tr>%n",
              escaped(why.tokens().get(i).text()),
              why.occlusion()[i],
              why.gradient()[i]));
    }
    page.append("</table>\n");
  }

  private static void filters(StringBuilder page, Explanation why) {
    if (why.firings().isEmpty()) {
      return;
    }
    page.append("<h2>Filters</h2>\n<table><tr><th>stretch</th><th>filter</th><th>fired</th>")
        .append("<th>adds to the class</th></tr>\n");
    for (Firing firing : mostTelling(why)) {
      page.append(
          String.format(
              Locale.ROOT,
              "<tr><td>%s</td><td>%s</td><td class=\"number\">%.3f</td>"
                  + "<td class=\"number\">%+.3f</td></tr>%n",
              escaped(stretch(why, firing)),
              escaped(firing.unit()),
              firing.activation(),
              firing.contribution()));
    }
    page.append("</table>\n");
  }

  private static String escaped(String text) {
    return StringEscapeUtils.escapeHtml4(text);
  }
}
