package io.palavra.search.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.search.study.Halt;
import io.palavra.search.study.Outcome;
import io.palavra.search.study.Task;
import io.palavra.search.trial.TrialId;
import io.palavra.search.tune.FakeKind;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.loop.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AttemptTest {

  private static Outcome attempt(RuntimeException fault) {
    return Attempt.run(
        score -> {},
        Halt.never(),
        attempt -> {
          throw fault;
        });
  }

  @Test
  void aFaultOfThePlaceIsNoOutcome() {
    BadInputException full = BadInputException.place("a.checkpoint", "room for the file");
    assertThatThrownBy(() -> attempt(full)).isSameAs(full);
    UncheckedIOException unread = new UncheckedIOException(new IOException("Input/output error"));
    assertThatThrownBy(() -> attempt(unread)).isSameAs(unread);
  }

  @Test
  void aStageWithoutEpochsHearsThatTheTimeIsOver() {
    AtomicBoolean over = new AtomicBoolean();
    Outcome outcome =
        Attempt.run(
            score -> {},
            new Halt(new StopSignal(), over::get),
            attempt -> {
              assertThat(attempt.stop().requested()).isFalse();
              over.set(true);
              return !attempt.stop().requested();
            });
    assertThat(outcome).isEqualTo(Outcome.cut());
  }

  @Test
  void aStageWithoutEpochsHearsThatTheSearchIsStopped() {
    StopSignal search = new StopSignal();
    Outcome outcome =
        Attempt.run(
            score -> {},
            new Halt(search, () -> false),
            attempt -> {
              search.request();
              return !attempt.stop().requested();
            });
    assertThat(outcome).isEqualTo(Outcome.interrupted());
  }

  @Test
  void whatTheOptionsBringAboutIsAnOutcome() {
    assertThat(attempt(BadInputException.of("learningRate", "9", "a smaller one")).reason())
        .isEqualTo("learningRate: found \"9\", expected a smaller one");
    assertThat(attempt(new ArithmeticException("by zero")).reason()).contains("by zero");
  }

  @Test
  void aCandidatesProcessTellsAFaultAsItWasThrown() {
    BadInputException full = BadInputException.place("ação/1.checkpoint", "room \"here\"");
    assertThat(Wire.said(Wire.fault(full)))
        .get()
        .isInstanceOfSatisfying(
            BadInputException.class,
            said -> {
              assertThat(said.ofPlace()).isTrue();
              assertThat(said).hasMessage(full.getMessage());
            });
    BadInputException placed = BadInputException.at("a.csv", 3, "x", "y");
    assertThat(Wire.said(Wire.fault(placed)))
        .get()
        .isInstanceOfSatisfying(
            BadInputException.class,
            said -> {
              assertThat(said.ofPlace()).isFalse();
              assertThat(said).hasMessage("a.csv:3: found \"x\", expected y");
            });
    UncheckedIOException unread = new UncheckedIOException("b", new IOException("no"));
    assertThat(Wire.said(Wire.fault(unread)))
        .get()
        .isInstanceOfSatisfying(
            UncheckedIOException.class, said -> assertThat(said).hasMessage("b"));
  }

  @Test
  void aCandidatesProcessKnowsWhatIsFixed() throws IOException {
    CandidateRequest request =
        new CandidateRequest(
            new FakeKind(),
            DataRequest.of("nothing"),
            new FakeKind().defaults(),
            Set.of("hidden", "cell"),
            9,
            Optional.empty(),
            LayerChoice.KERNELS,
            Optional.empty());
    Task task = new Task(TrialId.of(3), Map.of("dropout", "0.2"), 9, 1);
    CandidateRequest there =
        Wire.job(Wire.job(new Wire.Job(request, Path.of("c"), task))).request();
    assertThat(there.fixed()).containsExactlyInAnyOrder("hidden", "cell");
    assertThat(there.base()).isEqualTo(request.base());
  }
}
