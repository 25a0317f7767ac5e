package io.palavra.cli.tune;

import io.palavra.cli.console.Console;
import io.palavra.search.file.TuneFile;
import io.palavra.search.study.StudyListener;
import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.Trial;
import io.palavra.search.trial.TrialId;
import io.palavra.search.trial.TrialStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a search gets on: on a terminal a table that is drawn again and again, of the best so far and
 * of what is being trained; elsewhere a line for every candidate that has ended.
 */
final class TuneDisplay implements StudyListener {
  private static final String UP = "\u001b[%dA\u001b[J";
  private static final int WIDTH = 110;

  private final Console console;
  private final TuneFile file;
  private final boolean terminal;
  private final long begun = System.nanoTime();
  private final SortedMap<TrialId, Trial> running = new TreeMap<>();
  private Optional<Trial> best = Optional.empty();
  private int candidates;
  private int ended;
  private int failed;
  private int endedHere;
  private int lines;

  TuneDisplay(Console console, TuneFile file) {
    this.console = console;
    this.file = file;
    this.terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }

  @Override
  public void onResumed(List<Trial> former) {
    for (Trial trial : former) {
      candidates = Math.max(candidates, trial.id().candidate() + 1);
      if (trial.status() != TrialStatus.RUNNING) {
        count(trial);
      }
    }
  }

  @Override
  public void onAsked(Trial trial) {
    candidates = Math.max(candidates, trial.id().candidate() + 1);
    running.put(trial.id(), trial);
    draw();
  }

  @Override
  public void onEpoch(Trial trial, EpochScore score) {
    running.put(trial.id(), trial);
    draw();
  }

  @Override
  public void onTold(Trial trial) {
    running.remove(trial.id());
    endedHere++;
    count(trial);
    if (terminal) {
      draw();
    } else {
      console.say(line(trial));
    }
  }

  private void count(Trial trial) {
    ended++;
    failed += trial.status() == TrialStatus.FAILED ? 1 : 0;
    double loss = file.objective().loss(trial);
    if (best.isEmpty() || loss < file.objective().loss(best.get())) {
      best = Double.isFinite(loss) ? Optional.of(trial) : best;
    }
  }

  @Override
  public void onLine(String line) {
    lines = 0;
    console.say(line);
  }

  private String line(Trial trial) {
    String end =
        trial.status() == TrialStatus.FAILED
            ? "failed: " + trial.reason()
            : score(trial) + " after " + epochs(trial.history().size());
    String top = best.map(b -> "; best " + score(b) + " (" + b.id() + ")").orElse("");
    return trial.id() + " " + TuneTable.options(trial) + ": " + end + top + "; " + left();
  }

  private static String epochs(int count) {
    return count == 1 ? "1 epoch" : count + " epochs";
  }

  private String score(Trial trial) {
    return file.objective().of(trial).stream()
        .mapToObj(value -> String.format(Locale.ROOT, "%.4f", value))
        .findFirst()
        .orElse("-");
  }

  /** By the time that the trainings of this process took on average. */
  private String left() {
    double seconds = (System.nanoTime() - begun) / 1e9;
    double most = file.budget().minutes().map(m -> 60 * m - seconds).orElse(Double.MAX_VALUE);
    int rest = Math.max(0, file.budget().candidates() - candidates) + running.size();
    double guess = endedHere == 0 ? most : Math.min(most, seconds / endedHere * rest);
    String time =
        guess == Double.MAX_VALUE || file.strategy().halves()
            ? ""
            : String.format(Locale.ROOT, ", about %.1f min left", Math.max(0, guess) / 60);
    return candidates + " of " + file.budget().candidates() + " candidates" + time;
  }

  private void draw() {
    if (!terminal) {
      return;
    }
    StringBuilder text = new StringBuilder();
    if (lines > 0) {
      text.append(String.format(Locale.ROOT, UP, lines));
    }
    lines = 0;
    add(
        text,
        String.format(
            Locale.ROOT,
            "%s; %d trainings ended, %d failed, %.1f min",
            left(),
            ended,
            failed,
            (System.nanoTime() - begun) / 60e9));
    best.ifPresent(b -> add(text, "best    " + row(b)));
    running.values().forEach(trial -> add(text, "running " + row(trial)));
    console.err().print(text);
    console.err().flush();
  }

  private String row(Trial trial) {
    return String.format(
        Locale.ROOT,
        "%s  %s %s  %d/%d epochs  %s",
        trial.id(),
        file.objective().metric(),
        score(trial),
        trial.history().size(),
        trial.epochs(),
        TuneTable.options(trial));
  }

  private void add(StringBuilder text, String line) {
    text.append(line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line).append('\n');
    lines++;
  }
}
