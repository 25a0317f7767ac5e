package io.palavra.cli.tune;

import io.palavra.cli.console.Console;
import io.palavra.cli.device.DeviceOptions;
import io.palavra.cli.model.Kinds;
import io.palavra.pipeline.BadInputException;
import io.palavra.search.file.TuneFile;
import io.palavra.search.file.TuneFileReader;
import io.palavra.search.report.SearchReport;
import io.palavra.search.tune.Ranking;
import io.palavra.search.tune.Retraining;
import io.palavra.search.tune.SearchFolder;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.options.OptionBinder;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "best",
    description = "The winner's options as a configuration; or train it on all but the test set.")
final class TuneBestCommand implements Runnable {
  private final Console console;

  @Parameters(index = "0", paramLabel = "DIR", description = "The search's folder.")
  private Path dir;

  @Option(
      names = "--train",
      description = "Train the winner on the training and development sets together.")
  private boolean train;

  @Option(names = "--out", paramLabel = "DIR", description = "That run's folder (DIR/best).")
  private Path out;

  @Mixin private DeviceOptions device = DeviceOptions.auto();

  TuneBestCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    SearchFolder folder = new SearchFolder(dir);
    folder.requireSearch();
    TuneFile file = new TuneFileReader(Kinds::named).read(folder.copy());
    Ranking.Standing winner =
        SearchReport.view(file, folder)
            .ranking()
            .winner()
            .orElseThrow(
                () -> BadInputException.of(dir.toString(), "a candidate that has a score"));
    if (!train) {
      Record options = file.request().options(winner.trial().options());
      console
          .out()
          .print(OptionBinder.toCommentedYaml(options, file.request().kind().unusedOptions()));
      return;
    }
    device.settle(console::say);
    console.say(
        "Candidate "
            + winner.trial().id()
            + " once more, on the training and the development texts together; the latter are among"
            + " what it learns from, so that their scores say nothing");
    TrainedRun run =
        file.request()
            .kind()
            .train(
                Retraining.request(file, winner.trial(), out == null ? folder.file("best") : out)
                    .withSay(console::say));
    console.print(run.summary());
  }
}
