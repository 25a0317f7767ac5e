package io.palavra.cli;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.CharsetName;
import io.palavra.training.kind.Model;
import io.palavra.translator.Translation;
import io.palavra.translator.Translator;
import io.palavra.translator.search.SearchOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model.palavra, or its run's folder.")
  private Path model;

  @Parameters(index = "1..*", paramLabel = "TEXT", description = "Texts; - reads standard input.")
  private List<String> texts = List.of();

  @Mixin private DeviceOptions device = DeviceOptions.cpu();

  @Option(names = "--file", paramLabel = "FILE", description = "A file with a sentence a line.")
  private Path file;

  @Option(
      names = "--charset",
      paramLabel = "NAME",
      description = "The charset of the file or of standard input (UTF-8).")
  private String charset = "UTF-8";

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
    if (file != null && !texts.isEmpty()) {
      throw BadInputException.of("option --file", "either texts or --file");
    }
    Charset coding = CharsetName.parse(charset);
    boolean pipe = texts.equals(List.of("-")) || (texts.isEmpty() && file == null);
    if (pipe && texts.isEmpty() && System.console() != null) {
      throw BadInputException.of("translate", "a TEXT, --file FILE, or - for standard input");
    }
    try (Model loaded = Models.load(model)) {
      if (!(loaded instanceof Translator translator)) {
        throw BadInputException.of(
            model.toString(), "a model of kind " + loaded.kind(), "a translator");
      }
      if (pipe) {
        answer(translator, new Lines(console.in(), "standard input", coding), 1);
      } else if (file == null) {
        answer(translator, texts.iterator(), WINDOW);
      } else {
        try (InputStream in = open(file)) {
          answer(translator, new Lines(in, file.toString(), coding), WINDOW);
        }
      }
    } catch (IOException e) {
      throw BadInputException.of(file.toString(), "a file that can be read").because(e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw BadInputException.of(
          file.toString(), Files.isDirectory(file) ? "a file, not a folder" : "a file");
    }
    return Files.newInputStream(file);
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
