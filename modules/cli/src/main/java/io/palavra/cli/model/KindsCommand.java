package io.palavra.cli.model;

import io.palavra.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code palavra kinds}. */
@Command(name = "kinds", description = "List the kinds of model that can be trained.")
public final class KindsCommand implements Runnable {
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
