package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code palavra data}: its verbs are the other commands of this package. */
@Command(
    name = "data",
    description = "List, fetch, check, measure and split data sets.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {
      DataListCommand.class,
      DataShowCommand.class,
      DataGetCommand.class,
      DataCheckCommand.class,
      DataStatsCommand.class,
      DataSplitCommand.class,
      DataSentencesCommand.class,
      BackTranslateCommand.class,
      DistilCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  palavra data list",
      "  palavra data check reviews.csv",
      "  palavra data check train.csv --test test.csv",
      "  palavra data check --source train.pt --target train.en",
      "  palavra data back-translate runs/en-pt --data tatoeba-pt-en --file news.en --out pairs",
      "  palavra data check reviews.csv --model runs/other/model.palavra",
      "  palavra data stats b2w-recommend",
      "  palavra data split reviews.csv --out parts",
      "  palavra data sentences imdb --out sentences"
    })
public final class DataCommand implements Runnable {
  private final Console console;

  DataCommand(Console console) {
    this.console = console;
  }

  /** Without a verb: what there is. */
  @Override
  public void run() {
    new DataListCommand(console).run();
  }
}
