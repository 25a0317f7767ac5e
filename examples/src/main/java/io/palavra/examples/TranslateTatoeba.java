package io.palavra.examples;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.progress.ProgressDisplay;
import io.palavra.translator.Translation;
import io.palavra.translator.Translator;
import io.palavra.translator.TranslatorKind;
import io.palavra.translator.TranslatorOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Trains on sentences that people translated (tatoeba.org) for as long as you say, scores the test
 * set, and gives the three best translations of a sentence with their scores. Needs {@code palavra
 * data get tatoeba-pt-en} once.
 */
public final class TranslateTatoeba {
  private TranslateTatoeba() {}

  /**
   * Runs the example.
   *
   * @param args minutes to learn, 30 unless given; then {@code option=value} each
   */
  public static void main(String[] args) {
    long minutes = args.length > 0 ? minutes(args[0]) : 30;
    List<String> sets = args.length > 1 ? List.of(args).subList(1, args.length) : List.of();
    Path out = Path.of("runs", "tatoeba-" + System.currentTimeMillis() / 1000);
    run(DataRequest.of("tatoeba-pt-en"), Duration.ofMinutes(minutes), sets, out, System.out);
  }

  private static long minutes(String given) {
    if (!given.matches("[1-9][0-9]{0,5}")) {
      throw BadInputException.of("minutes", given, "a whole number from 1 to 999999");
    }
    return Long.parseLong(given);
  }

  static TrainedRun run(
      DataRequest data, Duration budget, List<String> sets, Path out, PrintStream print) {
    TranslatorKind kind = new TranslatorKind();
    TranslatorOptions options = OptionBinder.bind(kind.suggest(data), Optional.empty(), sets);
    TrainedRun run =
        kind.train(
            TrainRequest.of(data, options, out)
                .withBudget(budget)
                .withSay(print::println)
                .withListeners(List.of(ProgressDisplay.asLines(print))));
    print.println(run.summary());
    if (run.finished()) {
      try (Translator translator = kind.load(BundleReader.read(run.model()))) {
        List<String> texts = List.of("Eu não sei onde ela mora.");
        for (Translation found :
            translator.translate(texts, translator.search().withBest(3)).get(0)) {
          print.println(String.format(Locale.ROOT, "%8.3f  %s", found.score(), found.text()));
        }
      }
    }
    return run;
  }
}
