package io.palavra.examples;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.progress.ProgressDisplay;
import io.palavra.translator.Translator;
import io.palavra.translator.TranslatorKind;
import io.palavra.translator.TranslatorOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Teaches an encoder-decoder to write sequences of words backwards: the smallest task for which a
 * decoder has to look at one word of its source after the other.
 */
public final class ReverseWords {
  private static final List<String> WORDS =
      List.of("um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez");

  private ReverseWords() {}

  /**
   * Runs the example.
   *
   * @param args the folder for the run, where it shall be another
   */
  public static void main(String[] args) throws IOException {
    String now = String.valueOf(System.currentTimeMillis() / 1000);
    Path out = args.length > 0 ? Path.of(args[0]) : Path.of("runs", "reverse-" + now);
    run(3000, 15, out, System.out);
  }

  static TrainedRun run(int lines, int epochs, Path out, PrintStream print) throws IOException {
    TranslatorOptions options =
        OptionBinder.bind(
            TranslatorOptions.defaults(),
            Optional.empty(),
            List.of(
                "embedding=32",
                "hidden=64",
                "dropout=0",
                "embeddingDropout=0",
                "labelSmoothing=0",
                "merges=100",
                "batchTokens=300",
                "learningRate=0.005",
                "epochs=" + epochs));
    TranslatorKind kind = new TranslatorKind();
    TrainedRun run =
        kind.train(
            TrainRequest.of(pairs(lines, Files.createDirectories(out)), options, out.resolve("run"))
                .withSay(print::println)
                .withListeners(List.of(ProgressDisplay.asLines(print))));
    print.println(run.summary());
    try (Translator translator = kind.load(BundleReader.read(run.model()))) {
      String text = "um dois três quatro cinco seis";
      print.println(text + "  ->  " + translator.translate(text));
    }
    return run;
  }

  private static DataRequest pairs(int count, Path folder) throws IOException {
    Random random = new Random(1);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> words = new ArrayList<>();
      int length = 1 + random.nextInt(8);
      for (int k = 0; k < length; k++) {
        words.add(WORDS.get(random.nextInt(WORDS.size())));
      }
      String there = String.join(" ", words);
      Collections.reverse(words);
      rows.add(there + "\t" + String.join(" ", words));
    }
    return DataRequest.of(Files.write(folder.resolve("pairs.tsv"), rows).toString());
  }
}
