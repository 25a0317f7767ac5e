package io.palavra.search.tune;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.file.TuneFile;
import io.palavra.search.file.TuneFileReader;
import io.palavra.search.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Searches for tests. */
final class Files4Tests {
  static final String SPACE =
      """
      kind: fake
      data: nothing
      space:
        learningRate: {log-uniform: [1e-4, 1]}
        hidden: {log-integer: [8, 128]}
        cell: [lstm, gru, transformer]
        heads: {integer: [1, 8], when: {cell: transformer}}
      objective: accuracy
      """;

  private Files4Tests() {}

  static TuneFile read(Path folder, String yaml) {
    try {
      Path file = Files.writeString(folder.resolve("tune.yaml"), yaml);
      return new TuneFileReader(
              id -> {
                if (!id.equals("fake")) {
                  throw BadInputException.of("kind", id, "one of fake");
                }
                return new FakeKind();
              })
          .read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What must be the same however often a search was interrupted. */
  static List<String> table(List<Trial> trials) {
    return trials.stream()
        .map(
            trial ->
                trial.id()
                    + " "
                    + trial.options()
                    + " "
                    + trial.epochs()
                    + " "
                    + trial.status()
                    + " "
                    + trial.reason()
                    + " "
                    + trial.history())
        .toList();
  }
}
