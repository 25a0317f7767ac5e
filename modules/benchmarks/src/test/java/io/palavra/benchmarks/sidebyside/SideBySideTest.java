package io.palavra.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.benchmarks.program.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  private static final SideBySide THREE =
      new SideBySide(3, Duration.ofMillis(20), Duration.ofSeconds(20));

  /** Answers as the protocol says; the arguments are what it says of bytes and of seconds. */
  static final class Scripted {
    private Scripted() {}

    /** {@code BYTES SECONDS [TURNS]}: ends after so many turns. */
    public static void main(String[] args) throws IOException {
      int turns = args.length > 2 ? Integer.parseInt(args[2]) : Integer.MAX_VALUE;
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      PrintStream out = System.out;
      for (String line = in.readLine(); line != null && turns > 0; line = in.readLine()) {
        if (line.startsWith("turn")) {
          turns--;
        }
        out.println(line.equals("warm") ? args[0] : line.startsWith("turn") ? args[1] : "chosen");
        out.flush();
      }
    }
  }

  /** A step server whose work sleeps. */
  static final class Sleeping {
    private Sleeping() {}

    /** Sleeps for two milliseconds a step, and prints what must not be taken for an answer. */
    public static void main(String[] args) {
      StepServer.serve(
          () ->
              () -> {
                System.out.println("a step");
                sleep();
              },
          List.of(1, 2));
    }

    private static void sleep() {
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Program scripted(String name, String... arguments) {
    return new Program(name, JavaProgram.with(Scripted.class, List.of(), List.of(arguments)));
  }

  @Test
  void costsComeInTheOrderOfTheProgramsAndAreOfAllTheirTurns() {
    Map<String, StepCost> costs =
        THREE.costs(
            List.of(
                scripted("ours", "100", "0.001 0.002 0.003"), scripted("theirs", "0", "0.5 0.25")));
    assertThat(costs.keySet()).containsExactly("ours", "theirs");
    assertThat(costs.get("ours")).isEqualTo(new StepCost(0.002, 0.001, 0.003, 100));
    assertThat(costs.get("theirs").low()).isEqualTo(0.25);
    assertThat(costs.get("theirs").high()).isEqualTo(0.5);
  }

  @Test
  void anotherProgramThatIsMissingOrEndsEarlyOrSaysSomethingElseIsLeftOut() {
    Program missing = new Program("missing", List.of("there-is-no-such-program"));
    assertThat(
            THREE.costs(
                List.of(
                    scripted("ours", "1", "0.1"),
                    missing,
                    scripted("ends", "1", "0.1", "2"),
                    scripted("never warm", "# a fatal error", "0.1"),
                    scripted("faulty", "1", "# a fatal error"))))
        .containsOnlyKeys("ours");
  }

  @Test
  void oursMustNotEndEarly() {
    assertThatThrownBy(
            () -> THREE.costs(List.of(scripted("ours", "1", "0.1", "1"), scripted("b", "1", "1"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ours ended before it should");
  }

  @Test
  void aStepServerTimesItsWorkAndKeepsWhatTheWorkPrintsOutOfItsAnswers() throws Exception {
    Process process =
        new ProcessBuilder(JavaProgram.with(Sleeping.class, List.of(), List.of()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (Writer to = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader from = process.inputReader(StandardCharsets.UTF_8)) {
      to.write("choose\nturn 0.05\n");
      to.flush();
      assertThat(from.readLine()).matches("[12] BLAS threads");
      assertThat(Stream.of(from.readLine().split(" ")).map(Double::valueOf))
          .isNotEmpty()
          .allMatch(seconds -> seconds >= 0.002);
    } finally {
      process.destroy();
    }
  }
}
