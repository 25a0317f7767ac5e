package io.palavra.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

@Command(
    name = "train",
    description = "The same as palavra train embeddings; takes its options (palavra train --help).",
    footer = {"", "Example:", "  palavra embeddings train --data machado --set subwords=true"})
final class TrainVectorsCommand implements Callable<Integer> {
  private final Console console;

  @Unmatched private List<String> given = new ArrayList<>();

  TrainVectorsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<String> all = new ArrayList<>(List.of("train", "embeddings"));
    all.addAll(given);
    return Palavra.run(console, all.toArray(String[]::new));
  }
}
