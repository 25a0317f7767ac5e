package io.palavra.examples;

import io.palavra.cnn.CnnKind;
import io.palavra.cnn.CnnOptions;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.options.OptionBinder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Every tenth letter is mistyped: words fall apart into words that nobody has seen before, letters
 * do not. A network over words and one over characters learn from the same disturbed texts.
 */
public final class CharacterCnnOnNoisyText {
  private static final double SHARE = 0.1;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  static final List<String> WORDS = List.of("epochs=6");
  static final List<String> CHARACTERS =
      List.of(
          "tokenizer=characters",
          "widths=3,4,5,6,7",
          "filters=300",
          "embedding=32",
          "embeddingDropout=0.1",
          "epochs=8",
          "patience=2");

  private CharacterCnnOnNoisyText() {}

  /**
   * Runs the example.
   *
   * @param args a data set, {@code reviews-pt} unless given
   * @throws IOException when it can not write
   */
  public static void main(String[] args) throws IOException {
    String data = args.length > 0 ? args[0] : "reviews-pt";
    run(DataRequest.of(data), WORDS, CHARACTERS, Files.createTempDirectory("palavra-"), System.out);
  }

  static double[] run(
      DataRequest clean,
      List<String> words,
      List<String> characters,
      Path folder,
      PrintStream print)
      throws IOException {
    DataRequest noisy = DataRequest.of(disturbed(clean, folder.resolve("noisy.csv")).toString());
    double[] accuracies = {
      accuracy(noisy, words, folder.resolve("words"), print),
      accuracy(noisy, characters, folder.resolve("characters"), print)
    };
    print.printf("words %.4f, characters %.4f%n", accuracies[0], accuracies[1]);
    return accuracies;
  }

  private static double accuracy(DataRequest data, List<String> sets, Path out, PrintStream print) {
    CnnKind cnn = new CnnKind();
    CnnOptions options = OptionBinder.bind(cnn.defaults(), Optional.empty(), sets);
    TrainedRun run = cnn.train(TrainRequest.of(data, options, out).withSay(print::println));
    print.println(run.summary());
    return run.test().get("accuracy");
  }

  /** Writes the texts to learn from with typing errors, the same ones each time. */
  static Path disturbed(DataRequest data, Path csv) throws IOException {
    StringBuilder rows = new StringBuilder("text,label\n");
    Random random = new Random(1);
    try (RecordStream<LabelledText> records =
        Catalog.standard().classification(data).train().open()) {
      while (records.hasNext()) {
        LabelledText row = records.next().value();
        String text = mistyped(row.text(), random).replace("\"", "\"\"");
        rows.append('"').append(text).append("\",\"").append(row.label()).append("\"\n");
      }
    }
    return Files.writeString(csv, rows);
  }

  /** Letters left out, doubled, swapped with the next, or replaced by any other. */
  static String mistyped(String text, Random random) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (!Character.isLetter(letter) || random.nextDouble() >= SHARE) {
        out.append(letter);
        continue;
      }
      switch (random.nextInt(4)) {
        case 0 -> {}
        case 1 -> out.append(letter).append(letter);
        case 2 -> {
          boolean last = i + 1 == text.length();
          out.append(last ? "" : String.valueOf(text.charAt(i + 1))).append(letter);
          i++;
        }
        default -> out.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
    }
    return out.toString();
  }
}
