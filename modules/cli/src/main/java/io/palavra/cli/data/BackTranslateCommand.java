package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import io.palavra.cli.device.DeviceOptions;
import io.palavra.cli.input.DataOptions;
import io.palavra.cli.input.Lines;
import io.palavra.cli.input.SearchFlags;
import io.palavra.cli.model.Models;
import io.palavra.pipeline.BadInputException;
import io.palavra.translator.Translator;
import io.palavra.translator.data.MadePairs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "back-translate",
    description = "Make more pairs from sentences that nobody translated (Sennrich et al. 2016).",
    footer = {
      "",
      "MODEL translates the other way round: what it makes of a sentence becomes the source, the sentence",
      "itself the target. train.tsv holds the pairs of --data, then those; no sentence of dev.tsv or",
      "test.tsv is among them.",
      "",
      "Example, better Portuguese to English:",
      "  palavra train translator --data tatoeba-en-pt --out runs/en-pt",
      "  palavra data back-translate runs/en-pt --data tatoeba-pt-en --file more.en --out pairs",
      "  palavra train translator --data pairs/train.tsv --dev pairs/dev.tsv --test pairs/test.tsv"
    })
final class BackTranslateCommand implements Runnable {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A translator of the other direction.")
  private Path model;

  @Mixin private DataOptions data = new DataOptions();

  @Mixin private DeviceOptions device = DeviceOptions.cpu();

  @Mixin private SearchFlags flags = new SearchFlags();

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "Sentences in the language to translate into, one a line, plain or gzipped.")
  private Path file;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A new or empty folder.")
  private Path out;

  BackTranslateCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    device.settle(console::say);
    try (Translator translator = Models.translator(model);
        InputStream in = Lines.bytes(file)) {
      MadePairs made = new MadePairs(translator, flags.forOne(translator), console::say);
      Lines lines = new Lines(in, file.toString(), data.charset());
      made.backTranslated(data.required(), lines, out).forEach(path -> console.print("" + path));
    } catch (IOException e) {
      throw BadInputException.of(file.toString(), "a file that can be read").because(e);
    }
  }
}
