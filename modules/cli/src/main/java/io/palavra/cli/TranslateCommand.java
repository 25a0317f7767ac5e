package io.palavra.cli;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.kind.Model;
import io.palavra.translator.Translation;
import io.palavra.translator.Translator;
import io.palavra.translator.search.SearchOptions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "translate",
    description = "Translate texts: one line in, one line out, in order.",
    footer = {
      "",
      "Examples:",
      "  palavra translate runs/translator-tatoeba-pt-en-1 \"A casa é grande.\"",
      "  palavra translate model.palavra --file in.txt > out.txt",
      "  echo \"Bom dia\" | palavra translate model.palavra - --best 3"
    })
final class TranslateCommand implements Runnable {
  /** Lines that are translated together; so many are read ahead of the first answer. */
  private static final int WINDOW = 512;

  private final Console console;

  @Mixin private ModelInput input = new ModelInput();

  @Mixin private DeviceOptions device = DeviceOptions.cpu();

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Hypotheses kept of each sentence; 1 is quickest (the model's own).")
  private Integer beam;

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description = "More favours longer translations (the model's own).")
  private Double lengthPenalty;

  @Option(
      names = "--best",
      paramLabel = "N",
      description = "N translations of each line, as score, tabulator, text.")
  private Integer best;

  TranslateCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    device.settle(console::say);
    try (ModelInput.Source texts = input.open("translate", console);
        Model loaded = Models.load(input.model())) {
      if (!(loaded instanceof Translator translator)) {
        throw BadInputException.of(
            input.model().toString(), "a model of kind " + loaded.kind(), "a translator");
      }
      answer(translator, texts.lines(), texts.piped() ? 1 : WINDOW);
    }
  }

  private SearchOptions search(Translator translator) {
    SearchOptions search = translator.search();
    int width = beam == null ? Math.max(search.beam(), best == null ? 1 : best) : beam;
    search = search.withBeam(width);
    search = lengthPenalty == null ? search : search.withLengthPenalty(lengthPenalty);
    return best == null ? search : search.withBest(best);
  }

  /** A pipe gets its answer line by line at first, as somebody who types expects it. */
  private void answer(Translator translator, Iterator<String> lines, int firstWindow) {
    SearchOptions search = search(translator);
    int window = firstWindow;
    while (lines.hasNext()) {
      List<String> together = new ArrayList<>();
      while (together.size() < window && lines.hasNext()) {
        together.add(lines.next());
      }
      translator.translate(together, search).forEach(this::print);
      console.flushOrStop();
      window = Math.min(WINDOW, 2 * window);
    }
  }

  private void print(List<Translation> found) {
    for (Translation translation : found) {
      console.print(
          best == null
              ? translation.text()
              : String.format(Locale.ROOT, "%.4f\t%s", translation.score(), translation.text()));
    }
  }
}
