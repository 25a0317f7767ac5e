package io.palavra.cli.train;

import io.palavra.cli.console.Console;
import io.palavra.cli.device.DeviceOptions;
import io.palavra.cli.model.Kinds;
import io.palavra.cli.model.Models;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.RunFolder;
import io.palavra.training.provenance.Reproduction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palavra reproduce}. */
@Command(
    name = "reproduce",
    description = "Train a model again from what its file says of it, and compare to the last bit.",
    footer = {"", "Exit code 0: the same model; 3: another one, and the reasons are listed."})
public final class ReproduceCommand implements Callable<Integer> {
  private static final int ANOTHER_MODEL = 3;

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model.palavra, or its run's folder.")
  private Path model;

  @Mixin private DeviceOptions device = DeviceOptions.auto();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Keep the new run there; unless given, it is kept only where it differs.")
  private Path out;

  @Option(names = "--quiet", description = "Only the verdict.")
  private boolean quiet;

  ReproduceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Consumer<String> say = quiet ? line -> {} : console::say;
    device.settle(say);
    ModelBundle original = Models.bundle(model);
    if (out != null) {
      RunFolder.check(out, false);
    }
    Path scratch = out == null ? temporary() : out;
    say.accept("training again in " + scratch);
    Reproduction verdict = Reproduction.of(Kinds.named(original.kind()), original, scratch, say);
    console.print(verdict.summary());
    if (out == null && verdict.identical()) {
      delete(scratch);
    } else if (!verdict.identical()) {
      console.say("the other model is in " + scratch);
    }
    return verdict.identical() ? 0 : ANOTHER_MODEL;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("palavra-reproduce-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
