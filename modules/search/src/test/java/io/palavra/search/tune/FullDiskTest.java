package io.palavra.search.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.file.TuneFile;
import io.palavra.search.journal.Event;
import io.palavra.search.journal.JournalReader;
import io.palavra.search.study.StudyListener;
import io.palavra.search.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is full for a while costs a search nothing. */
@Timeout(120)
class FullDiskTest {
  private static final String ASHA =
      Files4Tests.SPACE + "strategy: asha\nbudget: {candidates: 5, epochs: 3}\n";

  @TempDir Path folder;

  private Path sign(SearchFolder out) {
    return out.candidates().resolve("full");
  }

  private void endsInOneLine(TuneFile file, SearchFolder out, boolean resume) {
    assertThatThrownBy(() -> Tuning.of(file, out).run(resume))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("expected room for the file")
        .satisfies(e -> assertThat(((BadInputException) e).ofPlace()).isTrue());
    assertThat(JournalReader.events(out.journal()))
        .noneMatch(e -> e instanceof Event.Told told && !told.reason().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "parallel: 2\n", "jvm: own\n"})
  void aDiskThatIsFullFromTheBeginningEndsTheSearchAndNoCandidate(String more) throws IOException {
    TuneFile file = Files4Tests.read(folder, ASHA + more);
    SearchFolder out = new SearchFolder(folder.resolve("out"));
    Files.createDirectories(out.candidates());
    Files.createFile(out.journal());
    Files.createFile(sign(out));
    endsInOneLine(file, out, false);
    endsInOneLine(file, out, true);
    Files.delete(sign(out));
    TuneResult resumed = Tuning.of(file, out).run(true);
    if (!more.startsWith("parallel")) {
      TuneResult whole = Tuning.of(file, new SearchFolder(folder.resolve("whole"))).run(false);
      assertThat(Files4Tests.table(resumed.trials())).isEqualTo(Files4Tests.table(whole.trials()));
    }
    assertThat(resumed.finished()).isTrue();
    assertThat(resumed.trials()).hasSize(5).noneMatch(trial -> !trial.reason().isEmpty());
  }

  @Test
  void aDiskThatBecomesFullKeepsWhatWasTrainedAndTheRestIsTrainedWhenThereIsRoom() {
    TuneFile file = Files4Tests.read(folder, ASHA);
    SearchFolder out = new SearchFolder(folder.resolve("out"));
    List<String> expected =
        Files4Tests.table(
            Tuning.of(file, new SearchFolder(folder.resolve("whole"))).run(false).trials());
    StudyListener filling =
        new StudyListener() {
          @Override
          public void onTold(Trial trial) {
            try {
              if (trial.id().candidate() == 2) {
                Files.writeString(sign(out), "");
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    assertThatThrownBy(() -> Tuning.of(file, out).listener(filling).run(false))
        .hasMessageContaining("expected room for the file");
    assertThat(sign(out).toFile().delete()).isTrue();
    assertThat(Files4Tests.table(Tuning.of(file, out).run(true).trials())).isEqualTo(expected);
  }
}
