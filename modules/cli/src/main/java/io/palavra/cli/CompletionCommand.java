package io.palavra.cli;

import io.palavra.cli.console.Console;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Print the completion script for bash and zsh.",
    footer = {"", "Example:", "  source <(palavra completion)"})
final class CompletionCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    console.print(AutoComplete.bash("palavra", spec.root().commandLine()));
  }
}
