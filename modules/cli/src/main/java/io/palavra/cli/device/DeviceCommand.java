package io.palavra.cli.device;

import io.palavra.cli.console.Console;
import io.palavra.pipeline.machine.gpu.Request;
import io.palavra.pipeline.machine.gpu.Survey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palavra device}, which the launcher asks before it picks a class path. */
@Command(
    name = "device",
    description = "Say which device a wish comes to: cpu, or cards with their UUIDs.",
    footer = {
      "",
      "Nothing of CUDA is loaded. Exit code 2: a card was asked for and none can be used.",
      "",
      "Examples:",
      "  palavra device",
      "  palavra device gpu:1",
      "  palavra device gpu:0,1"
    })
public final class DeviceCommand implements Runnable {
  private final Console console;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "auto|cpu|gpu[:N[,N]]",
      description = "The wish (auto).")
  private String wish = "auto";

  @Option(names = "--quiet", description = "Only the device, not why.")
  private boolean quiet;

  DeviceCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    DeviceChoice choice = DeviceChoice.of(Request.parse(wish), Survey::here);
    if (!quiet && !choice.why().isEmpty()) {
      console.say(choice.why());
    }
    console.print(choice.words());
  }
}
