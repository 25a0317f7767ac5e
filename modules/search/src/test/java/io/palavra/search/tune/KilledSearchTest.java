package io.palavra.search.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.search.journal.Event;
import io.palavra.search.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a search again and again; {@code -Dkills=100} for more than the usual five times. */
class KilledSearchTest {
  @TempDir Path folder;

  @Test
  @Timeout(1200)
  void aSearchThatIsKilledEndsInTheSameTable() throws IOException, InterruptedException {
    int kills = Integer.getInteger("kills", 5);
    SplittableRandom random = new SplittableRandom(4);
    Path journal = folder.resolve("out/journal.jsonl");
    Files.createDirectories(folder.resolve("out"));
    for (int i = 0; i < kills; i++) {
      long before = Files.exists(journal) ? Files.size(journal) : 0;
      Process process = start(Math.max(5, 1500 / kills));
      while (process.isAlive() && (!Files.exists(journal) || Files.size(journal) <= before)) {
        Thread.sleep(5);
      }
      process.waitFor(random.nextInt(6_000 / kills), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
    }
    assertThat(start(0).waitFor()).isZero();

    SearchFolder whole = new SearchFolder(folder.resolve("whole"));
    List<String> expected =
        Files4Tests.table(
            Tuning.of(Files4Tests.read(folder, Files4Tests.SPACE + SearchProcess.MORE), whole)
                .run(false)
                .trials());
    assertThat(
            Files4Tests.table(
                Tuning.of(
                        Files4Tests.read(folder, Files4Tests.SPACE + SearchProcess.MORE),
                        new SearchFolder(folder.resolve("out")))
                    .run(true)
                    .trials()))
        .isEqualTo(expected);
    List<Event> events = JournalReader.events(journal);
    assertThat(events).filteredOn(Event.Resumed.class::isInstance).hasSizeGreaterThan(1);
    assertThat(events.stream().filter(Event.Told.class::isInstance).distinct())
        .hasSameSizeAs(events.stream().filter(Event.Told.class::isInstance).toList());
  }

  private Process start(int millis) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dfake.millis=" + millis,
            "-cp",
            System.getProperty("kills.classpath", System.getProperty("java.class.path")),
            SearchProcess.class.getName(),
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }
}
