package io.palavra.cli.model;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.OutputFile;
import io.palavra.embeddings.classifier.FastTextExport;
import io.palavra.embeddings.classifier.FastTextExport.Packing;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.token.SpaceTokenizer;
import io.palavra.training.kind.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palavra export}. */
@Command(
    name = "export",
    description = "Write a classifier of the kind fasttext for the program fastText.",
    footer = {
      "",
      "OUT.ftz is quantised: each row of numbers becomes a few codes of a byte.",
      "OUT.bin has all numbers; only models in which every n-gram has a row have one.",
      "Both are read by predict and evaluate, too.",
      "",
      "Examples:",
      "  palavra export runs/fasttext-trec-1 trec.ftz",
      "  palavra export reviews.bin reviews.ftz --rows 20000 --norms",
    })
public final class ExportCommand implements Runnable {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model.palavra, its run's folder, or a classifier of fastText's.")
  private Path model;

  @Parameters(index = "1", paramLabel = "OUT", description = "The file to write: .ftz or .bin.")
  private Path out;

  @Option(
      names = "--part",
      paramLabel = "N",
      description = "Numbers of a row that share a code (default: ${DEFAULT-VALUE}).")
  private int part = Packing.DEFAULT.part();

  @Option(names = "--norms", description = "Codes of their own for the lengths of rows.")
  private boolean norms;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Keep so many rows of words and n-grams, those of longest vectors.")
  private Integer rows;

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Packing packing =
        new Packing(part, norms, rows == null ? OptionalInt.empty() : OptionalInt.of(rows));
    Path file = Models.file(model);
    OutputFile.require(out, List.of(file));
    try (Model loaded = Models.load(model)) {
      FastTextExport.write(loaded, file.toString(), out, packing)
          .ifPresent(this::sayHowTextsAreCut);
    }
    console.say(String.format(Locale.ROOT, "wrote %s: %,d bytes", out, size()));
  }

  private void sayHowTextsAreCut(TextOptions text) {
    if (!text.tokenizer().equals(SpaceTokenizer.NAME) || text.lowerCase() || text.foldAccents()) {
      console.say(
          "fastText cuts texts at white space alone: give it texts cut as this model has learned"
              + " them, by "
              + text.tokenizer()
              + (text.lowerCase() ? ", in lower case" : "")
              + (text.foldAccents() ? ", without accents" : "")
              + "; palavra tokens writes them so");
    }
  }

  private long size() {
    try {
      return Files.size(out);
    } catch (IOException e) {
      throw new UncheckedIOException(out + ": " + e.getMessage(), e);
    }
  }
}
