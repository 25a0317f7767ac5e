package io.palavra.pipeline.machine.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.machine.program.Answer;
import io.palavra.pipeline.machine.program.Answer.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CardMeterTest {
  private static final String SECOND = "GPU-00000001-aaaa-bbbb-cccc-0123456789ab";

  private static Smi two() {
    return Smi.current()
        .card("Tesla T4", "7.5", "510.47.03", 15360, 15000)
        .with("utilization.gpu", "3")
        .with("memory.used", "360")
        .card("NVIDIA A10", "8.6", "525.60.13", 23028, 1000)
        .with("utilization.gpu", "87")
        .with("memory.used", "3174");
  }

  private static Optional<CardLoad> load(Function<List<String>, Answer> ask) {
    return new NvidiaSmi("nvidia-smi", ask).load(SECOND);
  }

  private static void await(BooleanSupplier what) throws InterruptedException {
    for (int i = 0; i < 2_000 && !what.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(what.getAsBoolean()).isTrue();
  }

  @Test
  void theCardThatComputesIsAskedForUseAndMemory() {
    assertThat(load(two()).orElseThrow().words()).isEqualTo("card 87 %, 3.1 of 22.5 GiB");
  }

  @Test
  void whatIsNotToldIsLeftOut() {
    assertThat(load(two().with("utilization.gpu", "[N/A]")).orElseThrow().words())
        .isEqualTo("card 3.1 of 22.5 GiB");
    assertThat(load(two().with("memory.used", "[Not Supported]")).orElseThrow().words())
        .isEqualTo("card 87 %");
    assertThat(load(two().with("utilization.gpu", "87 %").with("memory.used", "3174 MiB")))
        .get()
        .extracting(CardLoad::words)
        .isEqualTo("card 87 %, 3.1 of 22.5 GiB");
  }

  @Test
  void garbageFailuresAndHangingAreNoAnswer() {
    assertThat(load(two().with("utilization.gpu", "[N/A]").with("memory.used", "[N/A]"))).isEmpty();
    assertThat(load(Smi.saying(Ending.DONE, "87"))).isEmpty();
    assertThat(load(Smi.saying(Ending.DONE, "No devices were found"))).isEmpty();
    assertThat(load(Smi.saying(Ending.DONE, "a, b, c"))).isEmpty();
    assertThat(load(Smi.saying(Ending.FAILED, "Unable to determine the device handle"))).isEmpty();
    assertThat(load(Smi.saying(Ending.MISSING))).isEmpty();
    assertThat(load(Smi.saying(Ending.LATE))).isEmpty();
  }

  @Test
  void aMeterKeepsTheLastAnswerAndEndsWithItsOwner() throws InterruptedException {
    CardMeter meter =
        new CardMeter(List.of("nvidia-smi"), List.of(SECOND), Duration.ofMillis(5), two());
    await(() -> meter.last().isPresent());
    assertThat(meter.last().orElseThrow().words()).startsWith("card 87 %");
    assertThat(meter.asks()).isTrue();
    meter.close();
    assertThat(meter.asks()).isFalse();
  }

  @Test
  void ofSeveralCardsTheMeanUseAndAllMemoryAreTold() throws InterruptedException {
    String first = "GPU-00000000-aaaa-bbbb-cccc-0123456789ab";
    try (CardMeter meter =
        new CardMeter(List.of("nvidia-smi"), List.of(first, SECOND), Duration.ofMillis(5), two())) {
      await(() -> meter.last().isPresent());
      assertThat(meter.last().orElseThrow().words()).isEqualTo("2 cards 45 %, 3.5 of 37.5 GiB");
    }
    CardLoad known = load(two()).orElseThrow();
    CardLoad half = load(two().with("utilization.gpu", "[N/A]")).orElseThrow();
    assertThat(CardLoad.together(List.of(known, half)).words())
        .isEqualTo("2 cards 6.2 of 45.0 GiB");
  }

  @Test
  void aDriverThatDoesNotAnswerIsAskedThreeTimesAndNoMore() throws InterruptedException {
    Smi silent = Smi.saying(Ending.LATE);
    try (CardMeter meter =
        new CardMeter(List.of("nvidia-smi"), List.of(SECOND), Duration.ofMillis(1), silent)) {
      await(() -> !meter.asks());
      assertThat(silent.questions()).isEqualTo(3);
      assertThat(meter.last()).isEmpty();
    }
  }
}
