package io.palavra.examples;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.ScheduleShape;
import io.palavra.training.progress.ProgressDisplay;
import io.palavra.translator.Translator;
import io.palavra.translator.TranslatorKind;
import io.palavra.translator.TranslatorOptions;
import io.palavra.translator.data.SubwordOptions;
import io.palavra.translator.network.NetworkOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Teaches an encoder-decoder with attention to read dates as people write them in Portuguese: "3 de
 * maio de 2024" becomes "2024-05-03". Nobody tells it what a month is.
 */
public final class DatesInPortuguese {
  private static final List<String> FORMS =
      List.of("d 'de' MMMM 'de' yyyy", "EEEE, d 'de' MMMM 'de' yyyy", "d/M/yyyy", "d MMM yyyy");

  private DatesInPortuguese() {}

  /**
   * Runs the example.
   *
   * @param args the folder for the run, where it shall be another
   */
  public static void main(String[] args) throws IOException {
    String now = String.valueOf(System.currentTimeMillis() / 1000);
    Path out = args.length > 0 ? Path.of(args[0]) : Path.of("runs", "dates-" + now);
    run(4000, 12, out, System.out);
  }

  static TrainedRun run(int dates, int epochs, Path out, PrintStream print) throws IOException {
    TranslatorOptions standard = TranslatorOptions.defaults();
    NetworkOptions shape = standard.network();
    TranslatorOptions options =
        standard
            .with(new NetworkOptions(shape.cell(), shape.attention(), true, 1, 32, 64, true, 0, 0))
            .with(new SubwordOptions(60, true, true, 1, 60, 600, 0))
            .with(
                standard.training().toBuilder()
                    .epochs(epochs)
                    .learningRate(0.005)
                    .schedule(ScheduleShape.CONSTANT)
                    .labelSmoothing(0)
                    .build());
    TranslatorKind kind = new TranslatorKind();
    TrainedRun run =
        kind.train(
            TrainRequest.of(pairs(dates, out.resolve("pairs")), options, out)
                .withSay(print::println)
                .withListeners(List.of(ProgressDisplay.asLines(print))));
    print.println(run.summary());
    try (Translator translator = kind.load(BundleReader.read(run.model()))) {
      for (String text : List.of("3 de maio de 2024", "terça-feira, 1 de abril de 1997")) {
        print.println(text + "  ->  " + translator.translate(text));
      }
    }
    return run;
  }

  /** Two files whose lines go together: dates as written, dates as computers write them. */
  private static DataRequest pairs(int count, Path folder) throws IOException {
    Random random = new Random(1);
    List<String> written = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LocalDate date = LocalDate.of(1950, 1, 1).plusDays(random.nextInt(36_500));
      String form = FORMS.get(random.nextInt(FORMS.size()));
      written.add(date.format(DateTimeFormatter.ofPattern(form, new Locale("pt", "BR"))));
      plain.add(date.toString());
    }
    Files.createDirectories(folder);
    Files.write(folder.resolve("written.txt"), written);
    Files.write(folder.resolve("plain.txt"), plain);
    return new DataRequest(
        folder.resolve("written.txt").toString(),
        Optional.empty(),
        Optional.empty(),
        Map.of("target", "plain.txt"));
  }
}
