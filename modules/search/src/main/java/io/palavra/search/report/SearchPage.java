package io.palavra.search.report;

import io.palavra.pipeline.file.AtomicFile;
import io.palavra.search.trial.Trial;
import io.palavra.search.trial.TrialStatus;
import io.palavra.search.tune.Ranking;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A search as one page without scripts and without anything from elsewhere. */
public final class SearchPage {

  private SearchPage() {}

  /** Writes the page, whole or not at all. */
  public static void write(Path file, SearchView view) {
    AtomicFile.writeString(file, render(view));
  }

  /** The page. */
  public static String render(SearchView view) {
    StringBuilder page = new StringBuilder(1 << 16);
    String title = Svg.escape(Svg.cut(view.title(), 200));
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" ");
    page.append("content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<title>").append(title).append("</title>\n<style>\n").append(css());
    page.append("</style>\n</head>\n<body>\n<h1>").append(title).append("</h1>\n");
    headline(page, view);
    if (!view.scored().isEmpty()) {
      pictures(page, view);
    }
    table(page, view);
    return page.append("</body>\n</html>\n").toString();
  }

  private static void headline(StringBuilder page, SearchView view) {
    Map<Boolean, Long> failed =
        view.trials().stream()
            .filter(trial -> trial.status() == TrialStatus.FAILED)
            .collect(Collectors.partitioningBy(t -> t.id().repeat() > 0, Collectors.counting()));
    page.append("<p>");
    page.append(
        String.format(
            Locale.ROOT,
            "%d candidates, %d of them failed, %d trainings with further seeds, %d of them failed, "
                + "%.1f minutes. Compared by %s.",
            view.ranking().standings().size(),
            failed.get(false),
            view.trials().stream().filter(t -> t.id().repeat() > 0).count(),
            failed.get(true),
            view.seconds() / 60,
            Svg.escape(view.objective().words())));
    page.append("</p>\n");
    view.ranking().winner().ifPresent(winner -> winner(page, view, winner));
  }

  private static void winner(StringBuilder page, SearchView view, Ranking.Standing winner) {
    page.append("<section class=\"winner\"><h2>Winner: candidate ").append(winner.trial().id());
    page.append("</h2>\n<p>").append(Svg.escape(view.objective().metric())).append(" ");
    page.append(Svg.number(winner.mean().orElseThrow())).append(" on the development set");
    if (!winner.repeats().isEmpty()) {
      page.append(", mean of ").append(1 + winner.repeats().size()).append(" seeds");
    }
    page.append("</p>\n<pre>");
    winner
        .trial()
        .options()
        .forEach((name, value) -> page.append(Svg.escape(name + ": " + value)).append('\n'));
    page.append("</pre>\n");
    if (!view.test().isEmpty()) {
      page.append("<p>On the test set, which was looked at this once:</p>\n<dl>");
      for (TestScore score : TestScore.of(view.test())) {
        page.append("<div><dt>").append(Svg.escape(score.name())).append("</dt><dd>");
        page.append(Svg.escape(score.words())).append("</dd></div>");
      }
      page.append("</dl>");
    }
    page.append("</section>\n");
  }

  private static void pictures(StringBuilder page, SearchView view) {
    Pictures pictures = new Pictures(view);
    section(
        page,
        "All candidates at once",
        "A line is a candidate, from grey for the worst over blue to orange for the best. Below an"
            + " axis: the option does not matter for that candidate.",
        pictures.parallel());
    section(
        page,
        "Which options mattered",
        "The share of the score's variance that an option explains by itself, by functional"
            + " analysis of variance over a random forest. What is missing to 100 % is what options"
            + " do together, or chance. From few candidates this is a hint, not a finding.",
        pictures.importance());
    section(
        page,
        "The two that mattered most",
        "A dot is a candidate at its values of both, the better the more orange.",
        pictures.together());
    section(
        page,
        "In the order proposed, and learning curves",
        "On the left the score of each candidate and the best so far; on the right all epochs.",
        pair(pictures.progress(), pictures.curves()));
    view.second()
        .ifPresent(
            second ->
                section(
                    page,
                    "Two objectives",
                    "The line joins the candidates that no other beats in both: "
                        + view.objective().words()
                        + "; "
                        + second.words()
                        + ".",
                    pair(pictures.front(second), "")));
    StringBuilder slices = new StringBuilder();
    for (int i = 0; i < view.space().size(); i++) {
      slices.append("<figure>").append(pictures.slice(i)).append("</figure>\n");
    }
    section(page, "Option by option", "", "<div class=\"pair\">\n" + slices + "</div>\n");
  }

  private static String pair(String left, String right) {
    return "<div class=\"pair\"><figure>"
        + left
        + "</figure>"
        + (right.isEmpty() ? "" : "<figure>" + right + "</figure>")
        + "</div>\n";
  }

  private static void section(StringBuilder page, String head, String words, String picture) {
    if (!picture.isEmpty()) {
      page.append("<section><h2>").append(Svg.escape(head)).append("</h2>\n");
      page.append(words.isEmpty() ? "" : "<p class=\"quiet\">" + Svg.escape(words) + "</p>\n");
      page.append(picture).append("</section>\n");
    }
  }

  private static void table(StringBuilder page, SearchView view) {
    page.append("<section><h2>All candidates</h2>\n<div class=\"wide\"><table>\n<tr>");
    for (String head : new String[] {"rank", "candidate", "state", view.objective().metric()}) {
      cell(page, "th", head);
    }
    view.second().ifPresent(second -> cell(page, "th", second.metric()));
    cell(page, "th", "epochs");
    cell(page, "th", "seconds");
    view.space().names().forEach(name -> cell(page, "th", name));
    page.append("</tr>\n");
    int rank = 1;
    for (Ranking.Standing standing : view.ranking().standings()) {
      row(page, view, standing.trial(), String.valueOf(rank++));
      standing.repeats().forEach(repeat -> row(page, view, repeat, ""));
    }
    page.append("</table></div></section>\n");
  }

  private static void row(StringBuilder page, SearchView view, Trial trial, String rank) {
    page.append("<tr>");
    cell(page, "td", rank);
    cell(page, "td", trial.id().toString());
    String state = trial.status().word();
    cell(page, "td", trial.reason().isEmpty() ? state : state + ": " + trial.reason());
    double score = view.score(trial);
    cell(page, "td", Double.isNaN(score) ? "" : Svg.format("%.4f", score));
    view.second()
        .ifPresent(
            second ->
                cell(
                    page,
                    "td",
                    second.of(trial).stream().mapToObj(Svg::number).findFirst().orElse("")));
    cell(page, "td", String.valueOf(trial.history().size()));
    cell(page, "td", Svg.format("%.1f", trial.seconds()));
    view.space().names().forEach(n -> cell(page, "td", trial.options().getOrDefault(n, "–")));
    page.append("</tr>\n");
  }

  private static void cell(StringBuilder page, String tag, String text) {
    page.append('<').append(tag).append('>').append(Svg.escape(Svg.cut(text, 160)));
    page.append("</").append(tag).append('>');
  }

  private static String css() {
    try (InputStream in = SearchPage.class.getResourceAsStream("search.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
