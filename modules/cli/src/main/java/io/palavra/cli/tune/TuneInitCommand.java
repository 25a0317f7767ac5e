package io.palavra.cli.tune;

import io.palavra.cli.console.Console;
import io.palavra.cli.model.Kinds;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.search.file.TuneTemplate;
import io.palavra.training.kind.ModelKind;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "init", description = "Write a commented file for a search, to begin with.")
final class TuneInitCommand implements Runnable {
  private final Console console;

  @Parameters(index = "0", paramLabel = "KIND", description = "A kind of model (palavra kinds).")
  private String kind;

  @Option(names = "--data", paramLabel = "NAME|PATH", description = "What to learn from.")
  private String data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write it (standard output).")
  private Path out;

  TuneInitCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    ModelKind model = Kinds.named(kind);
    if (data != null) {
      Catalog.standard().requireNamed(data);
    }
    String yaml = TuneTemplate.of(model, data == null ? model.firstRun().data() : data);
    if (out == null) {
      console.out().print(yaml);
      return;
    }
    if (Files.exists(out)) {
      throw BadInputException.of(out.toString(), "a new file, this one exists");
    }
    AtomicFile.writeString(out, yaml);
    console.say("wrote " + out);
  }
}
