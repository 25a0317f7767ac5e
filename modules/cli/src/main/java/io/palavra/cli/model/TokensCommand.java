package io.palavra.cli.model;

import io.palavra.cli.console.Console;
import io.palavra.cli.input.ModelInput;
import io.palavra.training.kind.TextModel;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code palavra tokens}. */
@Command(
    name = "tokens",
    description = "Write texts as a model reads them: one line in, one line of tokens out.",
    footer = {
      "",
      "Tokens stand apart by spaces; one that is white space itself is written ␣.",
      "",
      "Examples:",
      "  palavra tokens runs/sentiment-reviews-pt-1 \"Não gostei!\"",
      "  palavra tokens MODEL --file questions.txt | fasttext predict trec.ftz -",
    })
public final class TokensCommand implements Runnable {
  private static final String BLANK = "␣";

  private final Console console;

  @Mixin private ModelInput input = new ModelInput();

  TokensCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try (ModelInput.Source texts = input.open("tokens", console);
        TextModel model = Models.text(input.model())) {
      console.print(texts.lines(), text -> line(model.cut(text)), texts.piped());
    }
  }

  private static String line(List<String> tokens) {
    return tokens.stream()
        .map(token -> token.isBlank() ? BLANK : token)
        .collect(Collectors.joining(" "));
  }
}
