package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.cli.input.ModelInput;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.space.TextVector;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "vectors",
    description =
        "Print vectors of texts, one line in, one line out, as features for other programs.",
    footer = {
      "",
      "A text is the mean of its words' unit vectors; one without a known word gets zeros.",
      "",
      "Examples:",
      "  palavra embeddings vectors runs/machado \"a casa da minha mãe\"",
      "  palavra embeddings vectors wiki.bin --file texts.txt > features.txt",
      "  palavra embeddings vectors wiki.bin --words gato gatos gatinhos"
    })
final class PrintVectorsCommand implements Runnable {
  private static final int LINES_A_FLUSH = 64;

  private final Console console;

  @Mixin private ModelInput input = new ModelInput();

  @Option(
      names = "--words",
      description = "Take each line as one word, and print it before its vector as it was learned.")
  private boolean words;

  PrintVectorsCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try (ModelInput.Source texts = input.open("embeddings vectors", console)) {
      WordVectors vectors = VectorsArgument.open(input.model(), console);
      long zeros = 0;
      long lines = 0;
      for (Iterator<String> each = texts.lines(); each.hasNext(); lines++) {
        String line = each.next().strip();
        float[] values = words ? ofWord(vectors, line) : TextVector.mean(vectors, line);
        console.print(numbers(values, words ? line + ' ' : ""));
        zeros += isZero(values) ? 1 : 0;
        if (lines % LINES_A_FLUSH == 0) {
          console.flushOrStop();
        }
      }
      console.flushOrStop();
      if (zeros > 0) {
        console.say(
            String.format(Locale.ROOT, "%,d of %,d lines have no known word: zeros", zeros, lines));
      }
    }
  }

  private static float[] ofWord(WordVectors vectors, String word) {
    return TextVector.form(vectors, word)
        .flatMap(vectors::vector)
        .orElseGet(() -> new float[vectors.dimensions()]);
  }

  private static String numbers(float[] values, String before) {
    StringJoiner line = new StringJoiner(" ", before, "");
    for (float value : values) {
      line.add(Float.toString(value));
    }
    return line.toString();
  }

  private static boolean isZero(float[] values) {
    return Arrays.equals(values, new float[values.length]);
  }
}
