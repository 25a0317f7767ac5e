package io.palavra.cli;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.Faults;
import io.palavra.cli.data.DataCommand;
import io.palavra.cli.device.DeviceCommand;
import io.palavra.cli.device.DoctorCommand;
import io.palavra.cli.embeddings.EmbeddingsCommand;
import io.palavra.cli.model.DescribeCommand;
import io.palavra.cli.model.EvaluateCommand;
import io.palavra.cli.model.ExplainCommand;
import io.palavra.cli.model.ExportCommand;
import io.palavra.cli.model.KindsCommand;
import io.palavra.cli.model.PredictCommand;
import io.palavra.cli.model.TokensCommand;
import io.palavra.cli.train.CompareCommand;
import io.palavra.cli.train.InitCommand;
import io.palavra.cli.train.ReproduceCommand;
import io.palavra.cli.train.TrainCommand;
import io.palavra.cli.translate.TranslateCommand;
import io.palavra.cli.tune.TuneCommand;
import io.palavra.pipeline.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line. Exit codes: 0 done, 1 a fault of the program, 2 bad input. */
@Command(
    name = "palavra",
    description = "Train, evaluate and use text models, on this machine.",
    versionProvider = VersionLine.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    sortOptions = false,
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      TranslateCommand.class,
      DescribeCommand.class,
      ExplainCommand.class,
      TokensCommand.class,
      ExportCommand.class,
      ReproduceCommand.class,
      CompareCommand.class,
      TuneCommand.class,
      InitCommand.class,
      EmbeddingsCommand.class,
      DataCommand.class,
      KindsCommand.class,
      ExampleCommand.class,
      DeviceCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
      CompletionCommand.class,
      HelpCommand.class,
    },
    footer = {
      "",
      "First steps:",
      "  palavra train sentiment                      a model from the data in this repository",
      "  palavra train sentiment --data reviews.csv   the same from your own columns text,label",
      "  palavra predict runs/sentiment-reviews-pt-1/model.palavra \"não gostei nada\"",
      "",
      "palavra help VERB tells more, with examples.",
    })
public final class Palavra {

  private Palavra() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    System.setProperty("java.util.logging.config.class", QuietLogging.class.getName());
    NativeCache.settle();
    System.exit(run(Console.system(), args));
  }

  /**
   * Runs one command.
   *
   * @return the exit code
   */
  static int run(Console console, String... args) {
    CommandLine line = new CommandLine(new Palavra(), new CommandFactory(console));
    withHelp(line);
    line.setOut(console.out()).setErr(console.err());
    line.setColorScheme(console.colours().scheme());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(new Faults(console)::wrongUsage);
    line.setExecutionExceptionHandler(new Faults(console)::failed);
    line.setExecutionStrategy(new CommandLine.RunLast());
    int code = args.length == 0 ? usage(line) : execute(console, line, args);
    console.flush();
    return code == 0 ? sent(console) : code;
  }

  private static int sent(Console console) {
    try {
      console.requireRoom();
      return 0;
    } catch (BadInputException e) {
      return new Faults(console).refused(e);
    }
  }

  private static int execute(Console console, CommandLine line, String... args) {
    try {
      Arguments.requireText(args);
      return line.execute(args);
    } catch (BadInputException e) {
      return new Faults(console).refused(e);
    } catch (OutOfMemoryError e) {
      return new Faults(console).outOfMemory();
    }
  }

  private static void withHelp(CommandLine line) {
    for (CommandLine verb : line.getSubcommands().values()) {
      if (!(verb.getCommand() instanceof HelpCommand)) {
        verb.getCommandSpec().mixinStandardHelpOptions(true);
        withHelp(verb);
      }
    }
  }

  private static int usage(CommandLine line) {
    line.usage(line.getOut());
    return 0;
  }
}
