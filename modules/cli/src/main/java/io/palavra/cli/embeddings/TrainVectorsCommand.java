package io.palavra.cli.embeddings;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
    name = "train",
    description = "The same as palavra train embeddings; takes its options (palavra train --help).",
    footer = {"", "Example:", "  palavra embeddings train --data machado --set subwords=true"})
final class TrainVectorsCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Unmatched private List<String> given = new ArrayList<>();

  @Override
  public Integer call() {
    List<String> all = new ArrayList<>(List.of("train", "embeddings"));
    all.addAll(given);
    return command.root().commandLine().execute(all.toArray(String[]::new));
  }
}
