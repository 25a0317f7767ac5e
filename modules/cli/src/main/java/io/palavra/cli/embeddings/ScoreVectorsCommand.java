package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.JsonFile;
import io.palavra.cli.console.OutputFile;
import io.palavra.embeddings.model.OpenVectors;
import io.palavra.embeddings.model.VectorComparison;
import io.palavra.embeddings.model.VectorScore;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.kind.ModelScore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "evaluate",
    description = "Score vectors on word similarities and analogies, with what they cover.",
    footer = {
      "",
      "Similarities: Spearman's correlation over the pairs whose words both have",
      "vectors, with its 95 %% interval by the choice of the pairs, and over all",
      "pairs, the others counting as cosine 0. Analogies: right ones of the known",
      "and of all questions.",
      "",
      "Examples:",
      "  palavra embeddings evaluate runs/imdb word-similarity-en",
      "  palavra embeddings evaluate GoogleNews.bin.gz words.txt --json scores.json",
      "  palavra embeddings evaluate runs/imdb word-similarity-en --against glove.txt"
    })
final class ScoreVectorsCommand implements Runnable {
  private final Console console;

  @Mixin private VectorsArgument vectors = new VectorsArgument();

  @Parameters(
      index = "1",
      paramLabel = "NAME|FILE",
      description = "A data set of the catalogue, or a file of similarities or analogies.")
  private String data;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too.")
  private Path json;

  @Option(
      names = "--against",
      paramLabel = "MODEL|FILE",
      description = "Compare with these vectors, and say whether the difference is chance.")
  private Path other;

  ScoreVectorsCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (json != null) {
      OutputFile.require(json, read());
    }
    DataRequest on = DataRequest.of(data);
    ModelScore score =
        other == null
            ? VectorScore.of(vectors.open(console), on)
            : VectorComparison.of(vectors.open(console), VectorsArgument.open(other, console), on);
    console.print(score.summary());
    if (json != null) {
      JsonFile.write(json, Map.of(other == null ? "test" : "against", score.metrics()));
    }
  }

  private List<Path> read() {
    List<Path> files = new ArrayList<>(List.of(OpenVectors.file(vectors.path()), Path.of(data)));
    if (other != null) {
      files.add(OpenVectors.file(other));
    }
    return files;
  }
}
