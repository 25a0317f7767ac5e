package io.palavra.cli.tune;

import io.palavra.cli.console.Console;
import io.palavra.cli.model.Kinds;
import io.palavra.pipeline.BadInputException;
import io.palavra.search.file.TuneFile;
import io.palavra.search.file.TuneFileReader;
import io.palavra.search.report.SearchReport;
import io.palavra.search.report.SearchView;
import io.palavra.search.report.TestScore;
import io.palavra.search.tune.SearchFolder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Show a search, which may be running, and write its report anew.")
final class TuneShowCommand implements Runnable {
  private final Console console;

  @Parameters(index = "0", paramLabel = "DIR", description = "The search's folder.")
  private Path dir;

  TuneShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    SearchFolder folder = new SearchFolder(dir);
    folder.requireSearch();
    TuneFile file = new TuneFileReader(Kinds::named).read(folder.copy());
    SearchView view = SearchReport.view(file, folder);
    TuneTable.print(console, file, view.ranking());
    TestScore.of(view.test())
        .forEach(
            score ->
                console.print(
                    String.format(Locale.ROOT, "test %-12s %s", score.name(), score.words())));
    writeReport(file, folder);
  }

  /** Who may only read the folder has the table nevertheless. */
  private void writeReport(TuneFile file, SearchFolder folder) {
    try {
      SearchReport.write(file, folder);
      console.print("report  " + folder.report());
    } catch (BadInputException | UncheckedIOException e) {
      console.say("no fresh report: " + e.getMessage());
    }
  }
}
