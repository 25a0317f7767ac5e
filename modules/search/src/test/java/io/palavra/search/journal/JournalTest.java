package io.palavra.search.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.TrialId;
import io.palavra.search.trial.TrialStatus;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final List<Event> EVENTS =
      List.of(
          new Event.Begun(new TreeMap<>(Map.of("seed", "1", "word", "ação \"x\" \n \u2028"))),
          new Event.Asked(TrialId.of(0), Map.of("learningRate", "1.0E-4"), 3, 1),
          new Event.Epoch(
              TrialId.of(0),
              new EpochScore(
                  1,
                  Double.POSITIVE_INFINITY,
                  new TreeMap<>(Map.of("accuracy", 0.1 + 0.2, "loss", Double.NaN)),
                  true,
                  1.5,
                  1e5 / 3)),
          new Event.Told(TrialId.of(0), 3, TrialStatus.FAILED, "learningRate: \"sum\":\""),
          new Event.Asked(new TrialId(0, 2), Map.of(), 3, 9_007_199_254_740_993L),
          new Event.Resumed(),
          new Event.Tested(TrialId.of(0), new TreeMap<>(Map.of("f1", 0.5))));

  @TempDir Path folder;

  private Path written() {
    Path file = folder.resolve("search/journal.jsonl");
    try (Journal journal = Journal.create(file)) {
      EVENTS.forEach(journal::append);
    }
    return file;
  }

  @Test
  void eventsComeBackToTheLastBit() {
    assertThat(JournalReader.events(written())).isEqualTo(EVENTS);
  }

  @Test
  void whereverTheLastLineIsCutTheLinesBeforeItAreRead() throws IOException {
    Path file = written();
    byte[] all = Files.readAllBytes(file);
    int first = new String(all, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
    for (int length = first; length <= all.length; length += 7) {
      Files.write(file, java.util.Arrays.copyOf(all, length));
      List<Event> events = JournalReader.events(file);
      assertThat(EVENTS.subList(0, events.size())).isEqualTo(events);
      Journal.Reopened reopened = Journal.reopen(file);
      reopened.journal().append(new Event.Resumed());
      reopened.journal().close();
      List<Event> more = new ArrayList<>(events);
      more.add(new Event.Resumed());
      assertThat(JournalReader.events(file)).isEqualTo(more);
    }
  }

  @Test
  void aChangedALostAndAnAddedLineAreNoticedWithTheirNumber() throws IOException {
    Path file = written();
    List<String> lines = Files.readAllLines(file);
    List<String> changed = new ArrayList<>(lines);
    changed.set(2, lines.get(2).replace("1.5", "1.4"));
    List<String> lost = new ArrayList<>(lines);
    lost.remove(2);
    List<String> added = new ArrayList<>(lines);
    added.add(2, lines.get(1));
    for (List<String> forged : List.of(changed, lost, added)) {
      Files.write(file, forged);
      assertThatThrownBy(() -> Journal.reopen(file))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("journal.jsonl:3: ")
          .hasMessageContaining("changed here");
    }
    assertThat(Files.readAllLines(file)).isEqualTo(added);
  }

  @Test
  void whatIsNoJournalIsRefused() throws IOException {
    Path file = folder.resolve("j");
    assertThatThrownBy(() -> Journal.reopen(file)).hasMessageContaining("there is none");
    for (String text : List.of("", "{}\n", "hello\n", "\n\n", "{\"event\":\"begun\"")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> Journal.reopen(file)).isInstanceOf(BadInputException.class);
    }
    Files.write(file, new byte[3_000_000]);
    assertThatThrownBy(() -> Journal.reopen(file)).hasMessageContaining("a line of at most");
  }

  @Test
  void aJournalOfALaterFormatIsRefused() throws IOException {
    Path file = folder.resolve("j");
    String body = "{\"event\":\"begun\",\"seconds\":0,\"format\":2,\"settings\":{}}";
    String line = body.substring(0, body.length() - 1) + Journal.SUM + Journal.sum("", body);
    Files.writeString(file, line + "\"}\n");
    assertThatThrownBy(() -> Journal.reopen(file)).hasMessageContaining("format 1, not 2");
  }

  @Test
  void aJournalThatACrashLeftWithoutItsFirstLineIsBegunAnew() throws IOException {
    Path file = folder.resolve("j");
    for (String text : List.of("", "{\"event\":\"begun\"")) {
      Files.writeString(file, text);
      assertThat(Journal.unborn(file)).isTrue();
      try (Journal journal = Journal.create(file)) {
        journal.append(EVENTS.get(0));
      }
      assertThat(JournalReader.events(file)).hasSize(1);
      assertThat(Journal.unborn(file)).isFalse();
    }
    assertThat(Journal.unborn(folder.resolve("none"))).isFalse();
  }

  @Test
  void aJournalWithoutAnEpochIsBegunAnewUnlessItIsOpen() {
    Path file = folder.resolve("j");
    try (Journal journal = Journal.create(file)) {
      EVENTS.subList(0, 2).forEach(journal::append);
      assertThatThrownBy(() -> Journal.create(file)).hasMessageContaining("no other run");
    }
    assertThat(JournalReader.events(file)).hasSize(2);
    try (Journal journal = Journal.create(file)) {
      journal.append(EVENTS.get(0));
    }
    assertThat(JournalReader.events(file)).hasSize(1);
  }

  @Test
  void aJournalThatCanNotBeReadIsNotWrittenOver() throws IOException {
    Path file = folder.resolve("j");
    Files.writeString(file, "hello\nworld\n");
    assertThatThrownBy(() -> Journal.create(file)).hasMessageContaining("--resume");
    assertThat(file).hasContent("hello\nworld\n");
  }

  @Test
  void onlyOneHasItOpen() {
    Path file = written();
    try (Journal journal = Journal.reopen(file).journal()) {
      assertThatThrownBy(() -> Journal.reopen(file)).hasMessageContaining("no other run");
      journal.append(new Event.Resumed());
    }
    assertThatThrownBy(() -> Journal.create(file)).hasMessageContaining("--resume");
    Journal.reopen(file).journal().close();
  }

  /** Ends with 0 when another process has a lock on a file of the folder. */
  static final class Looker {
    private Looker() {}

    public static void main(String[] args) throws IOException {
      try (Stream<Path> files = Files.list(Path.of(args[0]))) {
        for (Path file : files.toList()) {
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
              System.exit(0);
            }
          }
        }
      }
      System.exit(1);
    }
  }

  @Test
  void otherProcessesAreKeptAwayAlsoWhenAnOpenJournalIsRead() throws Exception {
    Path file = written();
    try (Journal journal = Journal.reopen(file).journal()) {
      journal.append(new Event.Resumed());
      assertThat(JournalReader.events(file)).hasSize(EVENTS.size() + 1);
      Process looker =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  Path.of(Looker.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                      .toString(),
                  Looker.class.getName(),
                  file.getParent().toString())
              .start();
      assertThat(looker.waitFor()).isZero();
    }
  }
}
