package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.format.VectorFiles;
import io.palavra.embeddings.format.VectorFormat;
import io.palavra.embeddings.model.Amount;
import io.palavra.embeddings.model.OpenVectors;
import io.palavra.pipeline.option.OptionValue;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "convert",
    description = "Write vectors in another format.",
    footer = {
      "",
      "Formats: word2vec-text, word2vec-binary, fasttext-vec, fasttext-bin (keeps the n-grams),",
      "glove-text, mapped (which MappedVectors of the library opens without reading it).",
      "All but mapped are packed where OUT ends in .gz.",
      "",
      "Example:",
      "  palavra embeddings convert runs/machado machado.bin --format fasttext-bin"
    })
final class ConvertCommand implements Runnable {
  private final Console console;

  @Mixin private VectorsArgument vectors = new VectorsArgument();

  @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
  private Path out;

  @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "See below.")
  private String format;

  ConvertCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    VectorFormat wanted = OptionValue.parse("option --format", format, VectorFormat.class);
    vectors.requireOutput(out);
    VectorFiles.requireName(out, wanted);
    OpenVectors all = vectors.openAll(console);
    WordVectors opened = all.vectors();
    int left = VectorFiles.write(opened, out, wanted);
    console.say(
        String.format(
            Locale.ROOT,
            "wrote %s: %s%s",
            out,
            Amount.of(opened.size() - left, "vector"),
            left == 0
                ? ""
                : "; left out " + Amount.of(left, "word") + " with white space inside, or empty"));
    if (all.texts().isPresent()) {
      console.say("the vectors of texts are not kept; embeddings vectors --learned prints them");
    }
  }
}
