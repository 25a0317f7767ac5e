package io.palavra.cli.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.palavra.cli.Run;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.machine.gpu.Probe;
import io.palavra.pipeline.machine.gpu.Request;
import io.palavra.pipeline.machine.gpu.Survey;
import io.palavra.pipeline.machine.program.Answer;
import io.palavra.pipeline.machine.program.Answer.Ending;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceTest {
  private static final Request AUTO = Request.parse("auto");
  private static final Request GPU = Request.parse("gpu");

  @TempDir private Path root;

  private Survey machine(String... cards) {
    return Survey.of(
        root,
        "Linux",
        "amd64",
        Map.of(),
        command ->
            !command.get(0).equals("nvidia-smi") || cards.length == 0
                ? new Answer(Ending.MISSING, List.of())
                : command.get(1).startsWith("--query-gpu")
                    ? new Answer(Ending.DONE, List.of(cards))
                    : new Answer(Ending.DONE, List.of()));
  }

  private static String card(String capability, String name) {
    return "0, GPU-11111111, 550.90.12, 24576, 24000, 0, Default, [N/A], "
        + capability
        + ", "
        + name;
  }

  @Test
  void autoWithoutACardIsTheProcessorAndSaysWhyInOneLine() {
    DeviceChoice choice = DeviceChoice.of(AUTO, this::machine);
    assertThat(choice.words()).isEqualTo("cpu");
    assertThat(choice.why())
        .isEqualTo("Computing on the processor: there is no card of NVIDIA in this machine");
  }

  @Test
  void autoTakesAUsableCardAndSaysSo() {
    DeviceChoice choice = DeviceChoice.of(AUTO, () -> machine(card("8.6", "NVIDIA A10")));
    assertThat(choice.words()).isEqualTo("gpu:0\tGPU-11111111");
    assertThat(choice.startedWith(true, AUTO).why())
        .isEqualTo(
            "Computing on the card: gpu:0 is NVIDIA A10, compute capability 8.6, 24576 MiB"
                + " (24000 free) (--device cpu for the processor)");
  }

  @Test
  void autoSaysWhyACardIsNotTaken() {
    DeviceChoice choice = DeviceChoice.of(AUTO, () -> machine(card("9.0", "NVIDIA H200")));
    assertThat(choice.cards()).isEmpty();
    assertThat(choice.why()).startsWith("Computing on the processor: gpu:0 (NVIDIA H200) has");
  }

  @Test
  void autoDoesNotFetchGigabytesUnasked() {
    DeviceChoice choice = DeviceChoice.of(AUTO, () -> machine(card("8.6", "NVIDIA A10")));
    DeviceChoice without = choice.startedWith(false, AUTO);
    assertThat(without.cards()).isEmpty();
    assertThat(without.why()).contains("2.4 GB", "NVIDIA A10");
  }

  @Test
  void aCardThatIsAskedForAndCanNotBeUsedIsRefused() {
    assertThatThrownBy(() -> DeviceChoice.of(GPU, () -> machine(card("9.0", "NVIDIA H200"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("compute capability 9.0")
        .hasMessageContaining("use --device cpu");
  }

  @Test
  void severalCardsAreTakenForATrainingAlone() {
    Request both = Request.parse("gpu:0,1");
    String second =
        "1, GPU-22222222" + card("8.6", "NVIDIA A10").substring("0, GPU-11111111".length());
    DeviceChoice choice = DeviceChoice.of(both, () -> machine(card("8.6", "NVIDIA A10"), second));
    assertThat(choice.words()).isEqualTo("gpu:0,1\tGPU-11111111,GPU-22222222");
    assertThat(choice.why()).startsWith("Computing on the cards: gpu:0,1 are 2 of NVIDIA A10");
    assertThatThrownBy(() -> choice.startedWith(false, both)).hasMessageContaining("gpu:0,1");
    assertThatThrownBy(() -> DeviceChoice.of(both, () -> machine(card("8.6", "NVIDIA A10"))))
        .hasMessageContaining("gpu:0,1")
        .hasMessageContaining("there is no card number 1");
    for (String verb : List.of("predict none.palavra text", "evaluate none.palavra --data none")) {
      Run.assertRefused(Run.of((verb + " --device gpu:0,1").split(" ")), "one card");
    }
  }

  @Test
  void aStartWithTheOtherClassPathIsRefused() {
    DeviceChoice choice = DeviceChoice.of(GPU, () -> machine(card("8.6", "NVIDIA A10")));
    assertThatThrownBy(() -> choice.startedWith(false, GPU))
        .hasMessageContaining("scripts/palavra");
    Request cpu = Request.parse("cpu");
    assertThatThrownBy(() -> DeviceChoice.of(cpu, this::machine).startedWith(true, cpu))
        .hasMessageContaining("scripts/palavra");
  }

  @Test
  void theProcessorIsTakenWithoutALook() {
    DeviceChoice choice =
        DeviceChoice.of(
            Request.parse("cpu"),
            () -> {
              throw new AssertionError("looked");
            });
    assertThat(choice.cards()).isEmpty();
  }

  @Test
  void cardsAreDescribedForPrograms() {
    assertThat(CardFacts.of(machine(card("9.0", "NVIDIA H200"))))
        .singleElement()
        .satisfies(
            facts ->
                assertThat(facts)
                    .containsEntry("reason", "CARD_NEW")
                    .containsEntry("computeCapability", "9.0")
                    .containsEntry("usable", false));
    assertThat(CardFacts.of(machine()))
        .singleElement()
        .satisfies(facts -> assertThat(facts).containsEntry("reason", "NO_CARD"));
  }

  @Test
  void everyVerbThatComputesRefusesAMissingCardFirst() {
    assumeTrue(
        Survey.here().choose(GPU) instanceof Probe.Refused, "this machine has a usable card");
    for (String line :
        List.of(
            "train sentiment --device gpu",
            "evaluate none.palavra --data none --device gpu",
            "predict none.palavra text --device gpu",
            "explain none.palavra text --device gpu",
            "reproduce none.palavra --device gpu",
            "bench list --device gpu",
            "device gpu")) {
      Run.assertRefused(Run.of(line.split(" ")), "--device cpu");
    }
    assertThat(Run.of("device").out().strip()).isEqualTo("cpu");
  }

  @Test
  void whoAsksForAutoIsToldWhatItTookAndWhoDoesNotIsSparedWhereThereIsNoCard() {
    assumeTrue(!Survey.here().anySign(), "this machine has a card");
    String[] line = {"train", "sentiment", "--dry-run", "--data", "reviews-en"};
    assertThat(Run.of(line).err()).doesNotContain("processor");
    List<String> asking = new ArrayList<>(List.of(line));
    asking.addAll(List.of("--device", "auto"));
    assertThat(Run.of(asking.toArray(String[]::new)).err().lines())
        .containsOnlyOnce("Computing on the processor: there is no card of NVIDIA in this machine");
  }

  @Test
  void nothingOfCudaIsLoaded() {
    assumeTrue(!DeviceChoice.hasCuda(), "started with CUDA");
    Run.of("doctor", "--json");
    assertThat(System.getProperty("java.class.path")).doesNotContain("nd4j-cuda");
    assertThatThrownBy(() -> Class.forName("org.nd4j.linalg.jcublas.JCublasBackend"))
        .isInstanceOf(ClassNotFoundException.class);
  }
}
