package io.palavra.cli.tune;

import io.palavra.cli.console.Console;
import io.palavra.cli.device.DeviceOptions;
import io.palavra.cli.model.Kinds;
import io.palavra.cli.train.TrainCommand;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.search.file.TuneFile;
import io.palavra.search.file.TuneFileReader;
import io.palavra.search.report.SearchReport;
import io.palavra.search.report.TestScore;
import io.palavra.search.study.StudyListener;
import io.palavra.search.tune.SearchFolder;
import io.palavra.search.tune.TuneResult;
import io.palavra.search.tune.Tuning;
import io.palavra.training.loop.StopOnInterrupt;
import io.palavra.training.loop.StopSignal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palavra tune}: a search; its verbs are the other commands of this package. */
@Command(
    name = "tune",
    description = "Search for options that suit the data; nothing is lost when it is stopped.",
    subcommands = {TuneInitCommand.class, TuneShowCommand.class, TuneBestCommand.class},
    footer = {
      "",
      "Examples:",
      "  palavra tune init sentiment --data reviews.csv --out search.yaml",
      "  palavra tune search.yaml --out runs/search",
      "  palavra tune search.yaml --out runs/search --resume",
      "  palavra tune show runs/search",
      "  palavra tune best runs/search --train"
    })
public final class TuneCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  private final Console console;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "What to search (palavra tune init KIND writes one).")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The search's folder (runs/tune-FILE).")
  private Path out;

  @Option(names = "--resume", description = "Go on with the search in --out.")
  private boolean resume;

  @Mixin private DeviceOptions device = DeviceOptions.auto();

  @Option(names = "--quiet", description = "Only the result.")
  private boolean quiet;

  TuneCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (file == null) {
      throw BadInputException.of(
          "FILE", "a file that describes a search; palavra tune init KIND writes one");
    }
    TuneFile search = new TuneFileReader(Kinds::named).read(file);
    device.settle(quiet ? line -> {} : console::say);
    SearchFolder folder = new SearchFolder(out == null ? standard() : out);
    StudyListener display = quiet ? StudyListener.none() : new TuneDisplay(console, search);
    try (StopOnInterrupt guard = StopOnInterrupt.install(new StopSignal())) {
      TuneResult result =
          Tuning.of(search, folder)
              .keeping(file)
              .stopOn(guard.signal())
              .listener(display)
              .run(resume);
      SearchReport.write(search, folder);
      tell(search, folder, result);
      return result.finished() ? 0 : INTERRUPTED;
    }
  }

  private Path standard() {
    return Path.of("runs", "tune-" + TrainCommand.shortName(DataRequest.of(file.toString())));
  }

  private void tell(TuneFile search, SearchFolder folder, TuneResult result) {
    TuneTable.print(console, search, result.ranking());
    if (!result.finished()) {
      console.print("Stopped; to go on, give the same command with --resume");
    }
    TestScore.of(result.test())
        .forEach(
            score ->
                console.print(
                    String.format(Locale.ROOT, "test %-12s %s", score.name(), score.words())));
    result.model().ifPresent(model -> console.print("model   " + model));
    result.ranking().winner().ifPresent(winner -> console.print("options " + folder.best()));
    console.print("report  " + folder.report());
    console.flush();
  }
}
