package io.palavra.examples;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.progress.ProgressDisplay;
import io.palavra.training.report.ReportLanguage;
import io.palavra.translator.Attention;
import io.palavra.translator.Translator;
import io.palavra.translator.TranslatorKind;
import io.palavra.translator.TranslatorOptions;
import io.palavra.translator.report.AttentionMap;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Trains on the project's own sentence pairs, translates a sentence whose words change places, and
 * draws where the model looked for each word that it wrote.
 */
public final class SeeTheAttention {
  private SeeTheAttention() {}

  /**
   * Runs the example.
   *
   * @param args the sentence, where it shall be another
   */
  public static void main(String[] args) {
    String text = args.length > 0 ? args[0] : "A menina não encontrou a mala vermelha do médico.";
    if (text.isBlank()) {
      throw BadInputException.of("sentence", text, "one with words");
    }
    Path out = Path.of("runs", "attention-" + System.currentTimeMillis() / 1000);
    run(text, List.of(), out, System.out);
  }

  static Attention run(String text, List<String> sets, Path out, PrintStream print) {
    TranslatorKind kind = new TranslatorKind();
    TranslatorOptions options =
        OptionBinder.bind((TranslatorOptions) kind.firstRun().options(), Optional.empty(), sets);
    TrainedRun run =
        kind.train(
            TrainRequest.of(DataRequest.of(kind.firstRun().data()), options, out)
                .withSay(print::println)
                .withListeners(List.of(ProgressDisplay.asLines(print))));
    print.println(run.summary());
    try (Translator translator = kind.load(BundleReader.read(run.model()))) {
      Attention attention = translator.attend(text);
      print.println(attention.source() + "  ->  " + attention.target());
      AttentionMap.write(out.resolve("attention.png"), attention, ReportLanguage.EN);
      print.println("where it looked: " + out.resolve("attention.png"));
      return attention;
    }
  }
}
