package io.palavra.training.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.palavra.pipeline.BadInputException;
import io.palavra.training.faults.Faults;
import io.palavra.training.faults.FaultyFileSystem;
import io.palavra.training.loop.DevScore;
import io.palavra.training.loop.TrainingListener;
import io.palavra.training.loop.TrainingListener.Epoch;
import io.palavra.training.loop.TrainingListener.Start;
import io.palavra.training.loop.TrainingListener.Step;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListenersTest {
  private final FaultyFileSystem files =
      FaultyFileSystem.over(
          Jimfs.newFileSystem(Configuration.unix().toBuilder().setWorkingDirectory("/").build()));
  private final Path csv = files.getPath("/metrics.csv");
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintWriter out = new PrintWriter(bytes, true, StandardCharsets.UTF_8);

  private static Epoch epoch(int number, double loss, double accuracy, boolean best) {
    Map<String, Double> dev = Map.of("loss", loss, "accuracy", accuracy);
    return new Epoch(number, loss / 2, new DevScore(new TreeMap<>(dev)), best, 1.5, 1000);
  }

  private static Step step(int epoch, long batch) {
    return new Step(epoch, batch, 4, epoch * 4L + batch, 0.75, 0.001, 50);
  }

  @Test
  void theTableHasARowAnEpochFromOne() throws IOException {
    try (MetricsTable table = new MetricsTable(csv)) {
      table.onStart(new Start(3, 4, 0, List.of()));
      table.onEpoch(epoch(0, 0.5, 0.7, true));
      table.onEpoch(epoch(1, 0.6, 0.65, false));
    }
    assertThat(Files.readString(csv))
        .isEqualTo(
            "epoch,train_loss,dev_accuracy,dev_loss,best,seconds,tokens_per_second\n"
                + "1,0.25,0.7,0.5,true,1.5,1000.0\n"
                + "2,0.3,0.65,0.6,false,1.5,1000.0\n");
  }

  @Test
  void aResumedRunKeepsTheFormerRows() throws IOException {
    Epoch first = epoch(0, 0.5, 0.7, true);
    try (MetricsTable table = new MetricsTable(csv)) {
      table.onStart(new Start(3, 4, 0, List.of()));
      table.onEpoch(first);
      table.onEpoch(epoch(1, 9, 0, false));
    }
    try (MetricsTable table = new MetricsTable(csv)) {
      table.onStart(new Start(3, 4, 4, List.of(first)));
      assertThat(Files.readAllLines(csv)).hasSize(2);
      table.onEpoch(epoch(1, 0.6, 0.65, false));
    }
    assertThat(Files.readAllLines(csv)).hasSize(3).last().asString().startsWith("2,0.3");
  }

  @ParameterizedTest
  @EnumSource(Faults.Kind.class)
  void whicheverOperationFailsTheTableIsWhole(Faults.Kind kind) throws IOException {
    MetricsTable first = new MetricsTable(csv);
    first.onStart(new Start(3, 4, 0, List.of()));
    first.onEpoch(epoch(0, 0.5, 0.7, true));
    String before = Files.readString(csv);
    boolean reached = true;
    for (int n = 1; reached; n++) {
      files.faults().failAt(n, kind);
      MetricsTable table = new MetricsTable(csv);
      try {
        table.onStart(new Start(3, 4, 4, List.of(epoch(0, 0.5, 0.7, true))));
        table.onEpoch(epoch(1, 0.6, 0.65, false));
      } catch (BadInputException | UncheckedIOException expected) {
        assertThat(expected).hasMessageContaining("/metrics.csv");
      }
      reached = files.faults().reached();
      files.faults().heal();
      assertThat(Files.readString(csv)).startsWith(before).endsWith("\n");
      assertThat(Files.readAllLines(csv)).allMatch(line -> line.split(",").length == 7);
    }
  }

  @Test
  void linesTellEveryEpochAndNothingIsDrawn() {
    try (TrainingListener display = ProgressDisplay.asLines(out)) {
      display.onStart(new Start(2, 4, 0, List.of()));
      display.onStep(step(0, 1));
      display.onEvaluation(0);
      display.onEpoch(epoch(0, 0.5, 0.7, true));
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            "Epoch 1/2  train loss 0.2500  dev accuracy 0.7000 loss 0.5000  1.5 s, 1,000 tokens/s"
                + "  best so far\n");
  }

  @Test
  void noMoreTimeIsLeftThanTheBudgetHas() {
    for (int minutes : new int[] {0, 60}) {
      try (ProgressDisplay display =
          ProgressDisplay.asLines(out).within(Duration.ofMinutes(minutes))) {
        display.onStart(new Start(1, 1_000_000_000_000L, 0, List.of()));
        display.onStep(step(0, 1));
        assertThat(display.line(step(0, 1))).endsWith("at most " + minutes + left(minutes));
      }
    }
  }

  @Test
  void aBudgetThatEndsBeforeTheScheduleIsToldOnce() {
    try (TrainingListener display = ProgressDisplay.asLines(out).within(Duration.ofSeconds(6))) {
      display.onStart(new Start(10, 4, 0, List.of()));
      display.onEpoch(epoch(0, 0.5, 0.7, true));
      display.onEpoch(epoch(1, 0.5, 0.7, true));
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.contains("Some 4 of 10 epochs fit into the time"))
        .hasSize(1);
  }

  @Test
  void aBudgetThatIsLongEnoughIsNotSpokenOf() {
    try (TrainingListener display = ProgressDisplay.asLines(out).within(Duration.ofSeconds(16))) {
      display.onStart(new Start(10, 4, 0, List.of()));
      display.onEpoch(epoch(0, 0.5, 0.7, true));
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("fit into");
  }

  private static String left(int minutes) {
    return minutes == 0 ? " s left" : " min left";
  }

  @Test
  void theNextNetworkOfAnEnsembleHasARateOfItsOwn() throws InterruptedException {
    try (ProgressDisplay display = ProgressDisplay.asLines(out)) {
      display.onStart(new Start(1, 1_000_000, 0, List.of()));
      for (int i = 1; i <= 1_000_000; i++) {
        display.onStep(step(0, i));
      }
      display.onStart(new Start(1, 1_000_000, 0, List.of()));
      Thread.sleep(10);
      display.onStep(step(0, 1));
      assertThat(display.line(step(0, 1))).containsPattern("at most [0-9.,]+ h left");
    }
  }

  @Test
  void theBarShowsHowBusyTheCardIs() {
    try (TrainingListener display =
        ProgressDisplay.onTerminal(out).with(() -> Optional.of("card 87 %, 3.1 of 22.5 GiB"))) {
      display.onStart(new Start(1, 2, 0, List.of()));
      display.onStep(step(0, 1));
      display.onStep(step(0, 2));
      display.onEvaluation(0);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("tokens/s, card 87 %, 3.1 of 22.5 GiB");
  }

  @Test
  void theBarShowsEpochLossAndRateInOneLine() throws InterruptedException {
    try (TrainingListener display = ProgressDisplay.onTerminal(out)) {
      display.onStart(new Start(2, 4, 4, List.of()));
      for (int batch = 1; batch <= 4; batch++) {
        display.onStep(step(1, batch));
      }
      display.onEvaluation(1);
      display.onEpoch(epoch(1, 0.5, 0.7, false));
    }
    String shown = bytes.toString(StandardCharsets.UTF_8);
    assertThat(shown)
        .contains("Going on after step 4")
        .contains("Epoch 2/2")
        .contains("loss 0.7500");
    assertThat(shown.lines().filter(line -> line.contains("100%")).findFirst().orElseThrow())
        .contains("tokens/s");
    assertThat(shown.split("[\r\n]")).allMatch(line -> line.length() < 100);
  }

  @Test
  void durationsReadAsPeopleSayThem() {
    assertThat(Pace.duration(40)).isEqualTo("40 s");
    assertThat(Pace.duration(720)).isEqualTo("12 min");
    assertThat(Pace.duration(12_600)).isEqualTo("3.5 h");
  }

  @Test
  void theLogKeepsWhatWasThereAndTellsTheTime() throws IOException {
    Path file = files.getPath("/train.log");
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);
    for (int run = 0; run < 2; run++) {
      try (TrainLog log = new TrainLog(file, clock)) {
        log.onStart(new Start(2, 4, 0, List.of()));
        log.onStep(step(0, 1));
        log.onStep(step(0, 2));
        log.onEpoch(epoch(0, 0.5, 0.7, true));
      }
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(8).allMatch(line -> line.startsWith("2026-01-02T03:04:05.678Z "));
    assertThat(lines.get(1))
        .endsWith("step 1: epoch 1, batch 1/4, loss 0.750000, learning rate 0.00100");
    assertThat(lines.get(7)).endsWith("training ends");
  }

  @Test
  void aLogThatCanNotBeOpenedIsTheUsersMatter() {
    assertThatThrownBy(() -> new TrainLog(files.getPath("/no/train.log")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("/no/train.log: expected a file that can be written");
  }

  @Test
  void curvesAreDrawnAtTheEnd() throws IOException {
    Path png = files.getPath("/curves.png");
    List<String> said = new ArrayList<>();
    try (CurvesPlot plot = new CurvesPlot(png, "accuracy", said::add)) {
      plot.onStart(new Start(9, 4, 4, List.of(epoch(0, 0.9, 0.55, true))));
      for (int i = 1; i < 9; i++) {
        plot.onEpoch(epoch(i, 0.9 / i + 0.02 * i, 0.55 + 0.08 * i - 0.008 * i * i, i == 5));
      }
    }
    assertThat(said).isEmpty();
    BufferedImage image;
    try (var in = Files.newInputStream(png)) {
      image = ImageIO.read(in);
    }
    assertThat(image.getWidth()).isEqualTo(900);
    assertThat(image.getHeight()).isEqualTo(840);
    String copy = System.getProperty("palavra.curves.copy");
    if (copy != null) {
      Files.write(Path.of(copy), Files.readAllBytes(png));
    }
  }

  @Test
  void aPictureThatCanNotBeWrittenIsSaidAndDoesNotStopATraining() {
    List<String> said = new ArrayList<>();
    try (CurvesPlot plot = new CurvesPlot(files.getPath("/no/curves.png"), "loss", said::add)) {
      plot.onStart(new Start(9, 4, 4, List.of(epoch(0, 0.9, 0.55, true))));
    }
    assertThat(said).hasSize(1).first().asString().startsWith("No curves: /no/curves.png: ");
  }
}
