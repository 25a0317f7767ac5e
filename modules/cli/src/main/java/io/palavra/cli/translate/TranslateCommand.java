package io.palavra.cli.translate;

import io.palavra.cli.console.Console;
import io.palavra.cli.device.DeviceOptions;
import io.palavra.cli.input.ModelInput;
import io.palavra.cli.input.SearchFlags;
import io.palavra.cli.model.AttentionView;
import io.palavra.cli.model.Models;
import io.palavra.pipeline.BadInputException;
import io.palavra.training.kind.Model;
import io.palavra.translator.Translation;
import io.palavra.translator.Translator;
import io.palavra.translator.search.SearchOptions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palavra translate}. */
@Command(
    name = "translate",
    description = "Translate texts: one line in, one line out, in order.",
    footer = {
      "",
      "Examples:",
      "  palavra translate runs/translator-pairs-pt-en-1 \"A menina comprou a mala vermelha.\"",
      "  palavra translate model.palavra --file in.txt > out.txt",
      "  echo \"O menino viu o gato.\" | palavra translate model.palavra - --best 3",
      "  palavra translate model.palavra \"O menino comprou o jornal.\" --term jornal=magazine",
      "  palavra translate model.palavra --interactive"
    })
public final class TranslateCommand implements Runnable {
  /** Lines that are translated together; so many are read ahead of the first answer. */
  private static final int WINDOW = 512;

  private static final Pattern COMMAND = Pattern.compile(":\\p{L}+");

  private final Console console;

  @Mixin private ModelInput input = new ModelInput();

  @Mixin private DeviceOptions device = DeviceOptions.cpu();

  @Mixin private SearchFlags flags = new SearchFlags();

  @Mixin private GivenTerms terms = new GivenTerms();

  @Option(
      names = "--interactive",
      description =
          "Ask for a text, translate it, ask again; :look shows where the model looked, :quit ends.")
  private boolean interactive;

  TranslateCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    device.settle(console::say);
    Function<String, List<String>> due = terms.read();
    try (ModelInput.Source texts =
            interactive ? input.typed(console) : input.open("translate", console);
        Model loaded = Models.load(input.model())) {
      if (!(loaded instanceof Translator translator)) {
        throw BadInputException.of(
            input.model().toString(), "a model of kind " + loaded.kind(), "a translator");
      }
      SearchOptions search = flags.over(translator);
      terms.require(search);
      if (interactive) {
        converse(translator, search, texts.lines(), due);
      } else {
        answer(translator, search, texts, due);
      }
    }
  }

  /** A pipe gets its answer line by line at first, as somebody who types expects it. */
  private void answer(
      Translator translator,
      SearchOptions search,
      ModelInput.Source texts,
      Function<String, List<String>> due) {
    Iterator<String> lines = texts.lines();
    int window = texts.piped() ? 1 : WINDOW;
    long line = 0;
    Optional<BadInputException> unreadable = Optional.empty();
    while (unreadable.isEmpty() && lines.hasNext()) {
      List<String> together = new ArrayList<>();
      unreadable = read(lines, window, together);
      for (String text : together) {
        warn(translator, text, ++line);
      }
      translator.translate(together, search, due).forEach(this::print);
      console.flushOrStop();
      window = Math.min(WINDOW, 2 * window);
    }
    if (unreadable.isPresent()) {
      throw unreadable.get();
    }
  }

  /** Reads ahead; what stands before a line that can not be read is answered all the same. */
  private static Optional<BadInputException> read(
      Iterator<String> lines, int most, List<String> together) {
    try {
      while (together.size() < most && lines.hasNext()) {
        together.add(lines.next());
      }
      return Optional.empty();
    } catch (BadInputException e) {
      return Optional.of(e);
    }
  }

  private void warn(Translator translator, String text, long line) {
    int tokens = translator.tokens(text);
    if (tokens > Translator.MOST_READ) {
      console.say(
          String.format(
              Locale.ROOT,
              "text %d has %,d sub-words, of which the first %,d are translated",
              line,
              tokens,
              Translator.MOST_READ));
    }
    if (line == 1) {
      translator.otherDirection(text).ifPresent(console::say);
    }
  }

  private void converse(
      Translator translator,
      SearchOptions search,
      Iterator<String> lines,
      Function<String, List<String>> due) {
    String last = "";
    while (ask() && lines.hasNext()) {
      String line = lines.next().strip();
      if (line.equals(":quit") || line.equals(":q")) {
        return;
      }
      try {
        if (COMMAND.matcher(line).matches()) {
          command(line, translator, last);
        } else {
          translator.translate(List.of(line), search, due).forEach(this::print);
          last = line.isEmpty() ? last : line;
        }
      } catch (BadInputException e) {
        console.say(e.getMessage());
      }
      console.flushOrStop();
    }
  }

  private void command(String line, Translator translator, String last) {
    if (!line.equals(":look")) {
      console.say("unknown command " + line + "; there are :look and :quit");
    } else if (last.isEmpty()) {
      console.say("nothing was translated yet, so there is nothing to look at");
    } else {
      new AttentionView(console).show(translator.attend(last), null, null);
    }
  }

  /** The prompt is no result, so that results can be piped on. */
  private boolean ask() {
    console.err().print("> ");
    console.err().flush();
    return true;
  }

  private void print(List<Translation> found) {
    for (Translation translation : found) {
      console.print(
          flags.many()
              ? String.format(Locale.ROOT, "%.4f\t%s", translation.score(), translation.text())
              : translation.text());
    }
    for (int i = found.size(); i < flags.lines(); i++) {
      console.print("");
    }
  }
}
