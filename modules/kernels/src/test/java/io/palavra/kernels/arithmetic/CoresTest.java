package io.palavra.kernels.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoresTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 1000})
  void everyTaskIsRunOnce(int tasks) {
    AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
    Cores.each(tasks, runs::incrementAndGet);
    assertThat(IntStream.range(0, tasks).map(runs::get)).allMatch(times -> times == 1);
  }

  @Test
  void whatATaskThrowsReachesTheCallerWhenAllHaveEnded() {
    AtomicIntegerArray runs = new AtomicIntegerArray(50);
    assertThatThrownBy(
            () ->
                Cores.each(
                    50,
                    task -> {
                      runs.incrementAndGet(task);
                      if (task == 7) {
                        throw new IllegalStateException("seven");
                      }
                    }))
        .hasMessage("seven");
    assertThat(IntStream.range(0, 50).map(runs::get)).allMatch(times -> times == 1);
  }

  @Test
  void callersAtTheSameTimeEachHaveTheirOwnTasksDoneWhenTheyReturn() {
    int rounds = 2_000;
    List<CompletableFuture<Integer>> callers =
        IntStream.range(0, 4)
            .mapToObj(
                caller ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          AtomicIntegerArray runs = new AtomicIntegerArray(7);
                          int whole = 0;
                          for (int round = 1; round <= rounds; round++) {
                            int times = round;
                            Cores.each(7, runs::incrementAndGet);
                            whole +=
                                IntStream.range(0, 7).allMatch(task -> runs.get(task) == times)
                                    ? 1
                                    : 0;
                          }
                          return whole;
                        },
                        call -> new Thread(call).start()))
            .toList();
    assertThat(callers).allSatisfy(whole -> assertThat(whole.join()).isEqualTo(rounds));
  }

  @Test
  void tasksMayShareOutTasksOfTheirOwn() {
    AtomicIntegerArray runs = new AtomicIntegerArray(30);
    Cores.each(5, outer -> Cores.each(6, inner -> runs.incrementAndGet(outer * 6 + inner)));
    assertThat(IntStream.range(0, 30).map(runs::get)).allMatch(times -> times == 1);
  }

  /** A pool without threads never takes a task from its queue. */
  @Test
  void aPoolWithoutThreadsIsGivenNothing() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0",
                "-cp",
                place(Cores.class) + File.pathSeparator + place(CoresTest.class),
                WithoutThreads.class.getName())
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String fault = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(fault).isZero();
    assertThat(said.strip()).isEqualTo("1 at once, 0 queued");
  }

  private static String place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /** For the process. */
  static final class WithoutThreads {
    private WithoutThreads() {}

    /** Prints how many tasks run at once, and how many were left behind. */
    public static void main(String[] args) {
      for (int i = 0; i < 100; i++) {
        Cores.each(8, task -> {});
      }
      System.out.println(
          Cores.count()
              + " at once, "
              + ForkJoinPool.commonPool().getQueuedSubmissionCount()
              + " queued");
    }
  }
}
