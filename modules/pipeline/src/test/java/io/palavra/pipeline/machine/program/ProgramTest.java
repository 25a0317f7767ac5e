package io.palavra.pipeline.machine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.palavra.pipeline.machine.program.Answer.Ending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @BeforeEach
  void needsAShell() {
    Answer answer = Program.ask(PATIENCE, List.of("sh", "-c", "true"));
    assumeTrue(answer.ending() != Ending.MISSING, "there is no shell here");
  }

  @Test
  void linesAndExitCodesAreTold() {
    assertThat(Program.ask(PATIENCE, List.of("sh", "-c", "echo a; echo b >&2")))
        .isEqualTo(new Answer(Ending.DONE, List.of("a", "b")));
    Answer failed = Program.ask(PATIENCE, List.of("sh", "-c", "echo why; exit 6"));
    assertThat(failed).isEqualTo(new Answer(Ending.FAILED, List.of("why")));
    assertThat(failed.linesIfDone()).isEmpty();
  }

  @Test
  void aHangingProgramIsLeft() {
    assertThat(Program.ask(Duration.ofMillis(200), List.of("sh", "-c", "sleep 60")).ending())
        .isEqualTo(Ending.LATE);
  }

  @Test
  void aProgramThatIsNotThereIsMissing() {
    assertThat(Program.ask(PATIENCE, List.of("no-such-program-anywhere")).ending())
        .isEqualTo(Ending.MISSING);
  }

  @Test
  void aLongAnswerIsCut() {
    Answer answer = Program.ask(PATIENCE, List.of("sh", "-c", "yes | head -c 3000000"));
    assertThat(answer.ending()).isEqualTo(Ending.DONE);
    assertThat(answer.lines()).hasSizeLessThan(600_000);
  }
}
