package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.cli.input.ModelInput;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.model.OpenVectors;
import io.palavra.embeddings.space.TextVector;
import io.palavra.embeddings.train.ParagraphVectors;
import io.palavra.pipeline.BadInputException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "vectors",
    description =
        "Print vectors of texts, one line in, one line out, as features for other programs.",
    footer = {
      "",
      "A text is the mean of its words' unit vectors; a model of paragraph vectors infers it.",
      "One without a known word gets zeros.",
      "",
      "Examples:",
      "  palavra embeddings vectors runs/machado \"a casa da minha mãe\"",
      "  palavra embeddings vectors wiki.bin --file texts.txt > features.txt",
      "  palavra embeddings vectors wiki.bin --words gato gatos gatinhos",
      "  palavra embeddings vectors runs/reviews --learned > features.txt"
    })
final class PrintVectorsCommand implements Runnable {
  private static final int LINES_A_FLUSH = 64;

  private final Console console;

  @Mixin private ModelInput input = new ModelInput();

  @Option(
      names = "--words",
      description = "Take each line as one word, and print it before its vector as it was learned.")
  private boolean words;

  @Option(
      names = "--learned",
      description =
          "Print the vectors of the texts that the model learned, in their order; of paragraph"
              + " vectors (pv-dm, pv-dbow).")
  private boolean learned;

  PrintVectorsCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (learned) {
      input.requireNone("option --learned", "no texts: those that were learned are printed");
      if (words) {
        throw BadInputException.of("option --learned", "no --words, of which texts have several");
      }
      printLearned();
      return;
    }
    try (ModelInput.Source texts = input.open("embeddings vectors", console)) {
      OpenVectors opened = VectorsArgument.openAll(input.model(), console);
      WordVectors vectors = opened.vectors();
      Function<String, float[]> ofText =
          opened
              .texts()
              .<Function<String, float[]>>map(all -> all::vector)
              .orElse(line -> TextVector.mean(vectors, line));
      Printing printing = new Printing();
      for (Iterator<String> each = texts.lines(); each.hasNext(); ) {
        String line = each.next().strip();
        if (words) {
          Optional<String> form = form(vectors, line);
          printing.add(line + ' ', ofForm(vectors, form));
          printing.count(form.filter(own -> !own.equals(line)));
        } else {
          printing.add("", ofText.apply(line));
        }
      }
      printing.end();
    }
  }

  private void printLearned() {
    ParagraphVectors texts =
        VectorsArgument.openAll(input.model(), console)
            .texts()
            .orElseThrow(
                () ->
                    BadInputException.of(
                        "option --learned",
                        input.model() + ", which has vectors of words alone",
                        "a model of paragraph vectors (model=pv-dm or pv-dbow)"))
            .vectors();
    Printing printing = new Printing();
    for (int i = 0; i < texts.size(); i++) {
      printing.add("", texts.vector(i));
    }
    printing.end();
  }

  /** Lines on their way out. */
  private final class Printing {
    private long zeros;
    private long lines;
    private long otherForms;

    void add(String before, float[] values) {
      console.print(numbers(values, before));
      zeros += isZero(values) ? 1 : 0;
      if (lines++ % LINES_A_FLUSH == 0) {
        console.flushOrStop();
      }
    }

    /** Counts a word that another form of it stands for. */
    void count(Optional<String> otherForm) {
      otherForms += otherForm.isPresent() ? 1 : 0;
    }

    void end() {
      console.flushOrStop();
      if (otherForms > 0) {
        console.say(
            String.format(
                Locale.ROOT,
                "%,d of %,d words have the vector of another case, or of the word without punctuation",
                otherForms,
                lines));
      }
      if (zeros > 0) {
        console.say(
            String.format(Locale.ROOT, "%,d of %,d lines have no known word: zeros", zeros, lines));
      }
    }
  }

  /** Built from its own n-grams where there are some, as fastText's program does. */
  private static Optional<String> form(WordVectors vectors, String word) {
    return vectors.hasSubwords() ? Optional.of(word) : TextVector.form(vectors, word);
  }

  private static float[] ofForm(WordVectors vectors, Optional<String> form) {
    return form.flatMap(vectors::vector).orElseGet(() -> new float[vectors.dimensions()]);
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
