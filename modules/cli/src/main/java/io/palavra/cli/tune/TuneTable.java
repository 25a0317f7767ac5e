package io.palavra.cli.tune;

import io.palavra.cli.console.Console;
import io.palavra.search.file.TuneFile;
import io.palavra.search.trial.Trial;
import io.palavra.search.tune.Ranking;
import java.util.Locale;

/** The best candidates of a search, for a terminal. */
final class TuneTable {
  private static final int SHOWN = 10;

  private TuneTable() {}

  static void print(Console console, TuneFile file, Ranking ranking) {
    console.print(
        String.format(
            Locale.ROOT,
            "%-10s %-10s %10s %6s  %s",
            "candidate",
            "state",
            file.objective().metric(),
            "epochs",
            "options"));
    ranking.standings().stream().limit(SHOWN).forEach(standing -> row(console, standing));
    int more = ranking.standings().size() - SHOWN;
    if (more > 0) {
      console.print("and " + more + " more");
    }
  }

  private static void row(Console console, Ranking.Standing standing) {
    Trial trial = standing.trial();
    String score = standing.mean().map(mean -> String.format(Locale.ROOT, "%.4f", mean)).orElse("");
    String end = trial.reason().isEmpty() ? "" : "  " + trial.reason();
    String seeds =
        standing.repeats().isEmpty() ? "" : " (" + (1 + standing.repeats().size()) + " seeds)";
    console.print(
        String.format(
            Locale.ROOT,
            "%-10s %-10s %10s %6d  %s",
            trial.id(),
            trial.status().word(),
            score,
            trial.history().size(),
            options(trial) + seeds + end));
  }

  static String options(Trial trial) {
    StringBuilder words = new StringBuilder();
    trial
        .options()
        .forEach(
            (name, value) ->
                words.append(words.isEmpty() ? "" : " ").append(name).append('=').append(value));
    return words.toString();
  }
}
