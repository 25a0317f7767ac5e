package io.palavra.cli;

import picocli.CommandLine.Command;

@Command(name = "kinds", description = "List the kinds of model that can be trained.")
final class KindsCommand implements Runnable {
  private final Console console;

  KindsCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Kinds.all()
        .forEach((id, kind) -> console.print(String.format("%-16s %s", id, kind.description())));
  }
}
