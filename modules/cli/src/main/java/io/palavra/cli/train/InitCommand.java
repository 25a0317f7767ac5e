package io.palavra.cli.train;

import io.palavra.cli.console.Console;
import io.palavra.cli.input.DataOptions;
import io.palavra.cli.model.Kinds;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.options.OptionBinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palavra init}. */
@Command(
    name = "init",
    description = "Look at data and write a commented configuration that fits them.",
    footer = {
      "",
      "Example:",
      "  palavra init sentiment --data reviews.csv --out reviews.yaml",
      "  palavra train sentiment --data reviews.csv --config reviews.yaml"
    })
public final class InitCommand implements Runnable {
  private final Console console;

  @Parameters(index = "0", paramLabel = "KIND", description = "A kind of model (palavra kinds).")
  private String kind;

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write it (standard output).")
  private Path out;

  InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    ModelKind model = Kinds.named(kind);
    if (out != null && Files.exists(out)) {
      throw BadInputException.of(out.toString(), "a new file, this one exists");
    }
    String yaml =
        OptionBinder.toCommentedYaml(model.suggest(data.required()), model.unusedOptions());
    if (out == null) {
      console.out().print(yaml);
    } else {
      AtomicFile.write(out, stream -> stream.write(yaml.getBytes(StandardCharsets.UTF_8)));
      console.say("wrote " + out);
    }
  }
}
