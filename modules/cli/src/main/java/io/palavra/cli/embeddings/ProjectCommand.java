package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.Counts;
import io.palavra.cli.console.OutputFile;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.project.Projection;
import io.palavra.embeddings.project.ProjectionPage;
import io.palavra.embeddings.project.ProjectionPicture;
import io.palavra.pipeline.BadInputException;
import io.palavra.training.report.ReportLanguage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "project",
    description = "Draw words in the plane: a picture, and a page to zoom, move and search in.",
    footer = {
      "",
      "Examples:",
      "  palavra embeddings project runs/machado --html machado.html --png machado.png",
      "  palavra embeddings project runs/machado pai mãe filho filha --method pca --png family.png"
    })
final class ProjectCommand implements Runnable {
  private static final int MOST = 3000;

  private final Console console;

  @Mixin private VectorsArgument vectors = new VectorsArgument();

  @Parameters(
      index = "1..*",
      paramLabel = "WORD",
      description = "Words to draw; without any, frequent ones.")
  private List<String> words = List.of();

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "So many of the most frequent words (${DEFAULT-VALUE}).")
  private int top = 500;

  @Option(
      names = "--skip",
      paramLabel = "N",
      description = "Leave out the most frequent words, which mean little (${DEFAULT-VALUE}).")
  private int skip = 100;

  @Option(names = "--method", description = "tsne or pca (${DEFAULT-VALUE}).")
  private Projection.Method method = Projection.Method.TSNE;

  @Option(names = "--seed", paramLabel = "N", description = "Of t-SNE (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--png", paramLabel = "FILE", description = "The picture.")
  private Path png;

  @Option(names = "--html", paramLabel = "FILE", description = "The page.")
  private Path html;

  ProjectCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (png == null && html == null) {
      throw BadInputException.of("project", "--png FILE or --html FILE, or both");
    }
    Counts.require("--top", top);
    if (top > MOST || words.size() > MOST || skip < 0) {
      throw BadInputException.of(
          "project", "--top or words", "at most " + MOST + " words, and --skip from 0");
    }
    List<Path> written = Stream.of(png, html).filter(Objects::nonNull).toList();
    written.forEach(vectors::requireOutput);
    OutputFile.requireDistinct(written);
    WordVectors opened = vectors.open(console);
    Projection projection = Projection.of(opened, chosen(opened), method, seed);
    String title = String.valueOf(vectors.path().getFileName());
    ReportLanguage language = ReportLanguage.of(Locale.getDefault());
    if (png != null) {
      ProjectionPicture.write(png, projection, title, language);
      console.say("wrote " + png);
    }
    if (html != null) {
      ProjectionPage.write(html, projection, title, language);
      console.say("wrote " + html);
    }
  }

  private List<String> chosen(WordVectors opened) {
    if (!words.isEmpty()) {
      return words.stream().map(word -> KnownWord.of(opened, word, console)).distinct().toList();
    }
    int passed = Math.min(skip, Math.max(0, opened.size() - top));
    return opened.words().skip(passed).limit(top).toList();
  }
}
