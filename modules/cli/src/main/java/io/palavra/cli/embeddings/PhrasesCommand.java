package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.Counts;
import io.palavra.cli.console.OutputFile;
import io.palavra.cli.input.DataOptions;
import io.palavra.cli.input.StandardInput;
import io.palavra.embeddings.model.Amount;
import io.palavra.embeddings.model.TextWords;
import io.palavra.embeddings.phrases.PhraseOptions;
import io.palavra.embeddings.phrases.PhraseScore;
import io.palavra.embeddings.phrases.Phrases;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "phrases",
    description =
        "Find words that belong together, as in dom_casmurro, and write the text with them.",
    footer = {
      "",
      "Words are lower-cased and tokens without a letter or digit dropped, in the written text, too.",
      "A second pass joins longer phrases. Train on the written text with",
      "--set tokenizer=spaces --set lowerCase=false --set punctuation=true.",
      "",
      "Example:",
      "  palavra embeddings phrases --data machado --out machado-phrases.txt"
    })
final class PhrasesCommand implements Runnable {
  private static final double NPMI_THRESHOLD = 0.5;

  private final Console console;

  @Mixin private DataOptions data = new DataOptions();

  @Option(names = "--score", description = "mikolov or npmi (${DEFAULT-VALUE}).")
  private PhraseScore score = PhraseScore.MIKOLOV;

  @Option(
      names = "--threshold",
      paramLabel = "X",
      description = "Pairs above it are joined (100 for mikolov, 0.5 for npmi).")
  private Double threshold;

  @Option(names = "--min-count", paramLabel = "N", description = "At least (${DEFAULT-VALUE}).")
  private int minCount = 5;

  @Option(names = "--passes", paramLabel = "N", description = "Passes (${DEFAULT-VALUE}).")
  private int passes = 1;

  @Option(names = "--count", paramLabel = "N", description = "Phrases shown (${DEFAULT-VALUE}).")
  private int count = 20;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the text with its phrases.")
  private Path out;

  PhrasesCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Counts.require("--count", count);
    Counts.require("--passes", passes);
    Counts.require("--min-count", minCount);
    PhraseOptions standard = PhraseOptions.defaults();
    double usual = score == PhraseScore.NPMI ? NPMI_THRESHOLD : standard.threshold();
    PhraseOptions options =
        new PhraseOptions(
            score, threshold == null ? usual : threshold, minCount, standard.mostWords());
    try (StandardInput input = new StandardInput(console.in())) {
      DataRequest text = data.required();
      if (out != null) {
        OutputFile.require(out, files(text.data()));
      }
      DataRequest kept = input.instead(text);
      input.named(() -> find(TextWords.of(kept).words(), options));
    }
  }

  private static List<Path> files(String data) {
    Path path = Path.of(data);
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> inside = Files.walk(path)) {
      return inside.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw BadInputException.of(data, "a folder that can be read").because(e);
    }
  }

  private Phrases find(WordSource text, PhraseOptions options) {
    WordSource before = passes > 1 ? Phrases.join(text, options, passes - 1) : text;
    Phrases phrases = Phrases.learn(before, options);
    List<Phrases.Phrase> all = phrases.all();
    all.stream()
        .limit(count)
        .forEach(
            phrase ->
                console.print(
                    String.format(
                        Locale.ROOT,
                        "%10.2f %,8d  %s",
                        phrase.score(),
                        phrase.count(),
                        phrase.words())));
    console.say(Amount.of(all.size(), "phrase"));
    if (out != null) {
      WrittenWords.write(phrases.join(before), out);
      console.say("wrote " + out);
    }
    return phrases;
  }
}
