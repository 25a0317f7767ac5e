package io.palavra.pipeline.machine.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.machine.gpu.Probe.Reason;
import io.palavra.pipeline.machine.gpu.Probe.Refused;
import io.palavra.pipeline.machine.gpu.Probe.Usable;
import io.palavra.pipeline.machine.program.Answer.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of nvidia-smi written by hand from its documented format. */
class SurveyTest {
  private static final Request GPU = Request.parse("gpu");
  private static final Request AUTO = Request.parse("auto");
  private static final String NEW_DRIVER = "550.90.12";

  @TempDir private Path root;

  private Survey linux(Smi smi) {
    return linux(smi, Map.of());
  }

  private Survey linux(Smi smi, Map<String, String> environment) {
    return Survey.of(root, "Linux", "amd64", environment, smi);
  }

  private static Refused refused(Probe probe, Reason reason) {
    assertThat(probe).isInstanceOf(Refused.class);
    Refused refused = (Refused) probe;
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.sentence()).doesNotContain("\n").contains("--device cpu");
    return refused;
  }

  private static Card used(Probe probe) {
    assertThat(probe).isInstanceOf(Usable.class);
    return ((Usable) probe).card();
  }

  @ParameterizedTest
  @CsvSource({
    "Tesla K80, 3.7, 470.256.02",
    "NVIDIA GeForce GTX 750 Ti, 5.0, 535.183.01",
    "NVIDIA GeForce GTX 980, 5.2, 550.90.12",
    "Tesla P100-PCIE-16GB, 6.0, 510.39.01",
    "NVIDIA GeForce GTX 1080 Ti, 6.1, 550.90.12",
    "Tesla V100-SXM2-16GB, 7.0, 450.80.02",
    "Tesla T4, 7.5, 510.47.03",
    "NVIDIA A100-SXM4-40GB, 8.0, 525.60.13",
    "NVIDIA GeForce RTX 3090, 8.6, 510.47.03",
    "NVIDIA GeForce RTX 4090, 8.9, 550.90.12",
  })
  void cardsFromKeplerToAdaAreTaken(String name, String capability, String driver) {
    Smi smi = Smi.current().card(name, capability, driver, 16384, 16000);
    Card card = used(linux(smi).choose(AUTO));
    assertThat(card.name()).isEqualTo(name);
    assertThat(card.capability()).contains(new Version(capability));
    assertThat(card.freeMiB()).hasValue(16000);
    assertThat(card.uuid()).startsWith("GPU-0000");
  }

  @ParameterizedTest
  @CsvSource({
    "NVIDIA H100 80GB HBM3, 9.0",
    "NVIDIA H200, 9.0",
    "NVIDIA B200, 10.0",
    "NVIDIA Thor, 11.0",
    "NVIDIA GeForce RTX 5090, 12.0",
    "NVIDIA GB10, 12.1",
  })
  void newerCardsAreRefusedInOneSentence(String name, String capability) {
    Smi smi = Smi.current().card(name, capability, "570.86.15", 143771, 143000);
    assertThat(refused(linux(smi).choose(GPU), Reason.CARD_NEW).sentence())
        .isEqualTo(
            "gpu:0 ("
                + name
                + ") has compute capability "
                + capability
                + ", and ND4J 1.0.0-M2.1 has no kernels for it, only for 3.7, 5.0, 5.2, 6.0, 6.1,"
                + " 7.0, 7.5, 8.0, 8.6: use --device cpu, it is fast here");
  }

  @ParameterizedTest
  @CsvSource({"Tesla K40m, 3.5", "NVIDIA GeForce GTX 680, 3.0", "Tesla M2090, 2.0"})
  void olderCardsAreRefused(String name, String capability) {
    Smi smi = Smi.current().card(name, capability, "470.256.02", 11441, 11000);
    refused(linux(smi).choose(GPU), Reason.CARD_OLD);
  }

  @Test
  void anOldDriverIsRefusedAndOneOfCuda11Serves() {
    Smi old = Smi.current().card("Tesla V100-PCIE-16GB", "7.0", "450.80.01", 16160, 16000);
    assertThat(refused(linux(old).choose(GPU), Reason.DRIVER_OLD).sentence())
        .contains("450.80.01", "450.80.02", "510.39.01");
    Smi older = Smi.current().card("Tesla V100-PCIE-16GB", "7.0", "418.87", 16160, 16000);
    refused(linux(older).choose(GPU), Reason.DRIVER_OLD);
    Smi serves = Smi.current().card("Tesla V100-PCIE-16GB", "7.0", "510.39", 16160, 16000);
    assertThat(linux(serves).choose(GPU).sentence()).contains("minor-version compatibility");
    Smi own = Smi.current().card("Tesla V100-PCIE-16GB", "7.0", "510.39.01", 16160, 16000);
    assertThat(((Usable) linux(own).choose(GPU)).notes()).isEmpty();
  }

  @Test
  void windowsHasDriverNumbersOfItsOwn() {
    Smi old = Smi.current().card("NVIDIA GeForce RTX 3060", "8.6", "451.48", 12288, 11000);
    assertThat(
            refused(
                    Survey.of(root, "Windows 11", "amd64", Map.of(), old).choose(GPU),
                    Reason.DRIVER_OLD)
                .sentence())
        .contains("452.39", "511.23");
    Smi fine = Smi.current().card("NVIDIA GeForce RTX 3060", "8.6", "511.23", 12288, 11000);
    used(Survey.of(root, "Windows 11", "amd64", Map.of(), fine).choose(GPU));
  }

  @Test
  void adriverWithoutComputeCapabilityIsAskedWithoutItAndTheNameTells() {
    Smi smi =
        Smi.without("compute_cap", "mig.mode.current")
            .card("Tesla V100-SXM2-16GB", "", "450.80.02", 16160, 16000)
            .card("A100-SXM4-40GB", "", "450.80.02", 40537, 40000)
            .card("Tesla K40c", "", "450.80.02", 11441, 11000)
            .card("Some Prototype", "", "450.80.02", 11441, 11000);
    Survey survey = linux(smi);
    assertThat(survey.cards().get(0).capability()).contains(new Version("7.0"));
    assertThat(survey.cards().get(1).capability()).contains(new Version("8.0"));
    refused(survey.choose(Request.parse("gpu:2")), Reason.CARD_OLD);
    refused(survey.choose(Request.parse("gpu:3")), Reason.CARD_UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "NVIDIA GeForce RTX 2080 Ti, 7.5",
    "GeForce GTX 1650, 7.5",
    "Quadro RTX 6000, 7.5",
    "TITAN X (Pascal), 6.1",
    "GeForce GTX TITAN X, 5.2",
    "NVIDIA RTX A1000, 8.6",
    "NVIDIA A10G, 8.6",
    "Tesla P40, 6.1",
    "Tesla K80, 3.7",
    "GeForce GTX 780, 3.5",
  })
  void namesTellComputeCapabilities(String name, String capability) {
    assertThat(CardNames.capability(name)).contains(new Version(capability));
  }

  @Test
  void tooLittleMemoryIsRefusedWithThoseWhoHaveIt() {
    Smi small = Smi.current().card("NVIDIA GeForce GT 1030", "6.1", NEW_DRIVER, 1998, 1900);
    refused(linux(small).choose(GPU), Reason.MEMORY);
    Smi full =
        Smi.current()
            .card("NVIDIA GeForce RTX 3090", "8.6", NEW_DRIVER, 24576, 512)
            .user(101)
            .user(102);
    assertThat(refused(linux(full).choose(GPU), Reason.MEMORY).sentence())
        .contains("512 of 24576 MiB", "2 processes");
  }

  @Test
  void memoryThatTheDriverDoesNotTellIsNoReasonToRefuse() {
    Smi smi =
        Smi.current()
            .card("NVIDIA RTX 4000", "8.9", NEW_DRIVER, 0, 0)
            .with("memory.total", "[N/A]")
            .with("memory.free", "[Not Supported]")
            .with("utilization.gpu", "[Unknown Error]");
    assertThat(used(linux(smi).choose(GPU)).memoryMiB()).isEmpty();
  }

  @Test
  void slicedAndProhibitedAndTakenCardsAreRefused() {
    Smi sliced =
        Smi.current()
            .card("NVIDIA A100-SXM4-80GB", "8.0", NEW_DRIVER, 81920, 81000)
            .with("mig.mode.current", "Enabled");
    assertThat(refused(linux(sliced).choose(GPU), Reason.SLICED).sentence()).contains("-mig 0");
    Smi prohibited =
        Smi.current()
            .card("Tesla T4", "7.5", NEW_DRIVER, 15360, 15000)
            .with("compute_mode", "Prohibited");
    refused(linux(prohibited).choose(GPU), Reason.KEPT);
    Smi taken =
        Smi.current()
            .card("Tesla T4", "7.5", NEW_DRIVER, 15360, 15000)
            .with("compute_mode", "Exclusive_Process")
            .user(7);
    refused(linux(taken).choose(GPU), Reason.KEPT);
  }

  @Test
  void othersOnTheCardAreToldOf() {
    Smi smi =
        Smi.current().card("NVIDIA GeForce RTX 3090", "8.6", NEW_DRIVER, 24576, 20000).user(7);
    assertThat(linux(smi).choose(AUTO).sentence())
        .isEqualTo(
            "gpu:0 is NVIDIA GeForce RTX 3090, compute capability 8.6, 24576 MiB (20000 free);"
                + " another process computes on it");
  }

  @Test
  void ofSeveralCardsTheEmptiestIsTaken() {
    Smi smi =
        Smi.current()
            .card("NVIDIA A10", "8.6", NEW_DRIVER, 23028, 4000)
            .card("NVIDIA A10", "8.6", NEW_DRIVER, 23028, 22000)
            .card("NVIDIA A10", "8.6", NEW_DRIVER, 23028, 22000);
    assertThat(used(linux(smi).choose(GPU)).index()).isEqualTo(1);
    assertThat(used(linux(smi).choose(Request.parse("gpu:2"))).index()).isEqualTo(2);
    Probe none = linux(smi).choose(Request.parse("gpu:3"));
    assertThat(((Refused) none).reason()).isEqualTo(Reason.NUMBER);
    assertThat(none.sentence()).contains("gpu:0, gpu:1, gpu:2");
  }

  @Test
  void ofTwoKindsOneMustBeNamedUnlessAutoMayChoose() {
    Smi smi =
        Smi.current()
            .card("NVIDIA GeForce RTX 3090", "8.6", NEW_DRIVER, 24576, 24000)
            .card("NVIDIA GeForce GTX 1080", "6.1", NEW_DRIVER, 8192, 8000);
    Probe mixed = linux(smi).choose(GPU);
    assertThat(((Refused) mixed).reason()).isEqualTo(Reason.MIXED);
    assertThat(mixed.sentence())
        .isEqualTo(
            "the cards are of different kinds (gpu:0 NVIDIA GeForce RTX 3090, gpu:1 NVIDIA"
                + " GeForce GTX 1080): say which with --device gpu:0 or gpu:1");
    assertThat(used(linux(smi).choose(AUTO)).index()).isZero();
  }

  @Test
  void severalCardsAreTakenWhereEachServesAndAllAreOfOneKind() {
    Smi smi =
        Smi.current()
            .card("NVIDIA A10", "8.6", NEW_DRIVER, 23028, 22000)
            .card("NVIDIA A10", "8.6", NEW_DRIVER, 23028, 21000)
            .card("Tesla T4", "7.5", NEW_DRIVER, 15360, 15000)
            .card("NVIDIA A10", "8.6", NEW_DRIVER, 23028, 900);
    Probe both = linux(smi).choose(Request.parse("gpu:1,0"));
    assertThat(((Usable) both).cards()).extracting(Card::index).containsExactly(1, 0);
    assertThat(both.sentence())
        .isEqualTo("gpu:1,0 are 2 of NVIDIA A10, compute capability 8.6, 23028 MiB (21000 free)");
    Probe mixed = linux(smi).choose(Request.parse("gpu:0,2"));
    assertThat(((Refused) mixed).reason()).isEqualTo(Reason.MIXED);
    assertThat(mixed.sentence())
        .isEqualTo(
            "the cards are of different kinds (gpu:0 NVIDIA A10, gpu:2 Tesla T4): name cards of"
                + " one kind, since a step waits for the slowest");
    assertThat(refused(linux(smi).choose(Request.parse("gpu:0,3")), Reason.MEMORY).sentence())
        .startsWith("gpu:3 (NVIDIA A10) has 900");
    Probe none = linux(smi).choose(Request.parse("gpu:0,4"));
    assertThat(((Refused) none).reason()).isEqualTo(Reason.NUMBER);
    Probe hidden = linux(smi, Map.of("CUDA_VISIBLE_DEVICES", "1")).choose(Request.parse("gpu:1,0"));
    assertThat(((Refused) hidden).reason()).isEqualTo(Reason.KEPT);
  }

  @Test
  void aUsableCardBesideAnUnusableOneIsTaken() {
    Smi smi =
        Smi.current()
            .card("NVIDIA GeForce RTX 5090", "12.0", "570.86.15", 32607, 32000)
            .card("NVIDIA GeForce RTX 3090", "8.6", "570.86.15", 24576, 24000);
    assertThat(used(linux(smi).choose(GPU)).index()).isEqualTo(1);
  }

  @Test
  void ofSeveralUnusableCardsTheFirstIsExplained() {
    Smi smi =
        Smi.current()
            .card("NVIDIA H100 80GB HBM3", "9.0", NEW_DRIVER, 81559, 81000)
            .card("NVIDIA H100 80GB HBM3", "9.0", NEW_DRIVER, 81559, 81000);
    assertThat(refused(linux(smi).choose(GPU), Reason.CARD_NEW).sentence())
        .startsWith("none of the 2 cards can be used, the first since gpu:0");
    assertThat(linux(smi).probes()).hasSize(2);
  }

  @Test
  void aMachineWithoutACardSaysSoAndLeavesNobodyWondering() {
    Survey survey = linux(Smi.saying(Ending.MISSING));
    assertThat(refused(survey.choose(GPU), Reason.NO_CARD).sentence())
        .isEqualTo("there is no card of NVIDIA in this machine: use --device cpu");
    assertThat(survey.anySign()).isFalse();
    assertThat(linux(Smi.saying(Ending.DONE, "No devices were found")).anySign()).isFalse();
    assertThat(linux(Smi.saying(Ending.FAILED, "No devices were found")).anySign()).isFalse();
    refused(linux(Smi.saying(Ending.DONE)).choose(GPU), Reason.NO_CARD);
  }

  @Test
  void aCardOnTheBusWithoutADriverIsNoticed() throws IOException {
    Path device = Files.createDirectories(root.resolve("sys/bus/pci/devices/0000:01:00.0"));
    Files.writeString(device.resolve("vendor"), "0x10de\n", StandardCharsets.US_ASCII);
    Files.writeString(device.resolve("class"), "0x030000\n", StandardCharsets.US_ASCII);
    Survey survey = linux(Smi.saying(Ending.MISSING));
    assertThat(survey.anySign()).isTrue();
    assertThat(refused(survey.choose(GPU), Reason.DRIVER_AWAY).sentence()).contains("510.39.01");
    refused(
        linux(Smi.saying(Ending.FAILED, "No devices were found")).choose(GPU), Reason.DRIVER_AWAY);
  }

  @Test
  void soundOfACardOnTheBusIsNoCard() throws IOException {
    Path device = Files.createDirectories(root.resolve("sys/bus/pci/devices/0000:01:00.1"));
    Files.writeString(device.resolve("vendor"), "0x10de\n", StandardCharsets.US_ASCII);
    Files.writeString(device.resolve("class"), "0x040300\n", StandardCharsets.US_ASCII);
    assertThat(linux(Smi.saying(Ending.MISSING)).anySign()).isFalse();
  }

  @Test
  void aHangingProgramIsAskedOnce() {
    Smi smi = Smi.saying(Ending.LATE);
    assertThat(refused(linux(smi).choose(GPU), Reason.DRIVER_AWAY).sentence()).contains("hangs");
    assertThat(smi.questions()).isEqualTo(1);
  }

  @Test
  void aFailingProgramIsQuoted() {
    Smi smi =
        Smi.saying(
            Ending.FAILED, "Failed to initialize NVML: Driver/library version mismatch", "more");
    assertThat(refused(linux(smi).choose(GPU), Reason.DRIVER_AWAY).sentence())
        .contains("(\"Failed to initialize NVML: Driver/library version mismatch\")", "restart");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello",
        "<html><body>login</body></html>",
        "1,2,3",
        "-1, a, b, c, d, e, f, g, h, i",
        "\u0007\u001b[31m0\u0000, x",
        ", , , , , , , , , ",
      })
  void garbageIsNoAnswer(String garbage) {
    Refused refused =
        refused(linux(Smi.saying(Ending.DONE, garbage)).choose(GPU), Reason.DRIVER_AWAY);
    assertThat(refused.sentence()).contains("can not be read").doesNotContain("\u001b");
    assertThat(refused.sentence().length()).isLessThan(400);
  }

  @Test
  void aFieldThatIsRefusedForEverEndsTheQuestions() {
    Smi smi = Smi.without("index").card("Tesla T4", "7.5", NEW_DRIVER, 15360, 15000);
    refused(linux(smi).choose(GPU), Reason.DRIVER_AWAY);
    Smi echo = Smi.saying(Ending.FAILED, "Field \"uuid\" is not a valid field to query.");
    refused(linux(echo).choose(GPU), Reason.DRIVER_AWAY);
    assertThat(echo.questions()).isLessThan(5);
  }

  @Test
  void aNameWithACommaAndUnitsAreRead() {
    Smi smi =
        Smi.current()
            .card("NVIDIA Card, Special Edition", "8.6", NEW_DRIVER, 0, 0)
            .with("memory.total", "24576 MiB")
            .with("memory.free", "24000 MiB");
    Card card = used(linux(smi).choose(GPU));
    assertThat(card.name()).isEqualTo("NVIDIA Card, Special Edition");
    assertThat(card.freeMiB()).hasValue(24000);
  }

  @Test
  void visibleDevicesAreHeeded() {
    Smi smi =
        Smi.current()
            .card("NVIDIA A10", "8.6", NEW_DRIVER, 23028, 22000)
            .card("NVIDIA A10", "8.6", NEW_DRIVER, 23028, 21000);
    assertThat(used(linux(smi, Map.of("CUDA_VISIBLE_DEVICES", "1")).choose(GPU)).index())
        .isEqualTo(1);
    assertThat(used(linux(smi, Map.of("CUDA_VISIBLE_DEVICES", "GPU-00000001")).choose(GPU)).index())
        .isEqualTo(1);
    refused(linux(smi, Map.of("CUDA_VISIBLE_DEVICES", "-1")).choose(GPU), Reason.KEPT);
    refused(linux(smi, Map.of("CUDA_VISIBLE_DEVICES", "")).choose(GPU), Reason.KEPT);
  }

  @Test
  void aContainerWithoutTheDriversLibraryIsRefused() throws IOException {
    Smi smi =
        Smi.current()
            .card("Tesla T4", "7.5", NEW_DRIVER, 15360, 15000)
            .libraries("\tlibc.so.6 (libc6,x86-64) => /lib/libc.so.6");
    assertThat(refused(linux(smi).choose(GPU), Reason.DRIVER_AWAY).sentence())
        .contains("NVIDIA_DRIVER_CAPABILITIES=compute,utility");
    Path elsewhere = Files.createDirectories(root.resolve("opt/driver"));
    Files.createFile(elsewhere.resolve("libcuda.so.1"));
    used(linux(smi, Map.of("LD_LIBRARY_PATH", "/nowhere:/opt/driver")).choose(GPU));
    used(linux(smi.libraries("")).choose(GPU));
  }

  @Test
  void wslOneIsRefusedAndWslTwoGoesByTheDriverOfWindows() throws IOException {
    Path kernel = Files.createDirectories(root.resolve("proc/sys/kernel"));
    Files.writeString(kernel.resolve("osrelease"), "4.4.0-19041-Microsoft\n");
    Smi smi = Smi.current().card("NVIDIA GeForce RTX 3060", "8.6", "511.65", 12288, 11000);
    refused(linux(smi).choose(GPU), Reason.SYSTEM);
    Files.writeString(kernel.resolve("osrelease"), "5.15.90.1-microsoft-standard-WSL2\n");
    used(linux(smi).choose(GPU));
    Smi old = Smi.current().card("NVIDIA GeForce RTX 3060", "8.6", "451.48", 12288, 11000);
    assertThat(refused(linux(old).choose(GPU), Reason.DRIVER_OLD).sentence())
        .contains("in Windows");
    assertThat(refused(linux(Smi.saying(Ending.MISSING)).choose(GPU), Reason.NO_CARD).sentence())
        .contains("driver in Windows");
  }

  @ParameterizedTest
  @CsvSource({"Mac OS X, aarch64", "Linux, aarch64", "FreeBSD, amd64"})
  void otherSystemsHaveNoBuild(String os, String arch) {
    Smi smi = Smi.current().card("NVIDIA GH200", "9.0", NEW_DRIVER, 97871, 97000);
    refused(Survey.of(root, os, arch, Map.of(), smi).choose(GPU), Reason.SYSTEM);
  }

  @Test
  void wishesAreReadAndOthersRefused() {
    assertThat(Request.parse("gpu:12").cards()).containsExactly(12);
    assertThat(Request.parse("gpu:2,0").cards()).containsExactly(2, 0);
    assertThat(Request.parse("gpu:2,0").words()).isEqualTo("gpu:2,0");
    assertThat(Request.parse("auto").words()).isEqualTo("auto");
    assertThat(Request.parse("cpu").wish()).isEqualTo(Request.Wish.CPU);
    for (String wrong :
        new String[] {
          "tpu", "gpu:", "gpu:-1", "gpu:99999", "GPU", "", "cuda:0", "gpu:0,", "gpu:,1"
        }) {
      assertThatThrownBy(() -> Request.parse(wrong))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("gpu:N");
    }
    assertThatThrownBy(() -> Request.parse("gpu:1,0,1"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("each card once");
  }

  @Test
  void thisMachineAnswers() {
    Survey here = Survey.here();
    assertThat(here.probes()).isNotEmpty();
    assertThat(here.choose(GPU).sentence()).isNotBlank();
  }
}
