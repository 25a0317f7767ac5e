package io.palavra.pipeline.machine.gpu;

import io.palavra.pipeline.machine.gpu.Host.OperatingSystem;
import io.palavra.pipeline.machine.gpu.NvidiaSmi.Report;
import io.palavra.pipeline.machine.gpu.Probe.Reason;
import io.palavra.pipeline.machine.gpu.Probe.Refused;
import io.palavra.pipeline.machine.gpu.Probe.Usable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Says of a card whether ND4J for CUDA computes on it, and if not, why and what to do. */
final class Judge {
  private static final String CPU = "use --device cpu";
  private static final int BUSY_PERCENT = 50;

  private final Host host;

  Judge(Host host) {
    this.host = host;
  }

  /** What holds for every card of the machine; empty where the cards themselves decide. */
  Optional<Refused> refusesAll(Report report) {
    return unsuited().or(() -> unheard(report)).or(this::noLibrary);
  }

  private Optional<Refused> unsuited() {
    if (host.system() == OperatingSystem.WSL1) {
      return refuse(
          Reason.SYSTEM,
          "WSL 1 has no way to a card",
          "turn this distribution into one of WSL 2 (wsl --set-version), or " + CPU);
    }
    if (host.system() == OperatingSystem.OTHER || !host.x86()) {
      return refuse(
          Reason.SYSTEM,
          "ND4J for CUDA 11.6 is built for Linux and Windows on 64-bit x86 alone",
          CPU);
    }
    return Optional.empty();
  }

  private Optional<Refused> unheard(Report report) {
    return switch (report.state()) {
      case HEARD -> Optional.empty();
      case ABSENT -> host.cardOnBus() ? noDriver() : noCard();
      case NONE ->
          host.cardOnBus()
              ? refuse(
                  Reason.DRIVER_AWAY,
                  "a card of NVIDIA is in this machine but its driver sees none",
                  "read what dmesg says of NVRM, or " + CPU)
              : noCard();
      case HANGING ->
          refuse(
              Reason.DRIVER_AWAY,
              "nvidia-smi gives no answer, so the driver hangs",
              "restart the machine, or " + CPU);
      case FAILED ->
          refuse(
              Reason.DRIVER_AWAY,
              "nvidia-smi fails" + quoted(report.complaint()),
              "restart the machine if the driver was updated, else install it anew, or " + CPU);
      case NONSENSE ->
          refuse(
              Reason.DRIVER_AWAY,
              "nvidia-smi gives an answer that can not be read" + quoted(report.complaint()),
              "run nvidia-smi and see whether it is NVIDIA's, or " + CPU);
    };
  }

  private Optional<Refused> noCard() {
    return host.system() == OperatingSystem.WSL2
        ? refuse(
            Reason.NO_CARD,
            "no card of NVIDIA can be seen from this WSL",
            "install NVIDIA's driver in Windows, none inside WSL, or " + CPU)
        : refuse(Reason.NO_CARD, "there is no card of NVIDIA in this machine", CPU);
  }

  private Optional<Refused> noDriver() {
    return refuse(
        Reason.DRIVER_AWAY,
        "a card of NVIDIA is in this machine but nvidia-smi is not",
        "install NVIDIA's driver " + CudaBuild.ownDriver(false) + " or newer, or " + CPU);
  }

  private Optional<Refused> noLibrary() {
    return host.driverLibrary().orElse(true)
        ? Optional.empty()
        : refuse(
            Reason.DRIVER_AWAY,
            "the driver's library libcuda.so.1 is not there, though nvidia-smi is",
            "in a container set NVIDIA_DRIVER_CAPABILITIES=compute,utility, else install the"
                + " driver anew, or "
                + CPU);
  }

  private static String quoted(String complaint) {
    return complaint.isEmpty() ? "" : " (\"" + complaint + "\")";
  }

  private static Optional<Refused> refuse(Reason reason, String what, String remedy) {
    return Optional.of(new Refused(reason, what, remedy));
  }

  /** One card. */
  Probe judge(Card card) {
    Optional<Refused> refused =
        kept(card).or(() -> capability(card)).or(() -> driver(card)).or(() -> memory(card));
    return refused.isPresent() ? refused.get() : new Usable(List.of(card), notes(card));
  }

  private Optional<Refused> kept(Card card) {
    if (hidden(card)) {
      return refuse(
          Reason.KEPT,
          card.device() + " is hidden by CUDA_VISIBLE_DEVICES=" + host.visible().orElse(""),
          "name it there or unset the variable, or " + CPU);
    }
    if (card.sliced()) {
      return refuse(
          Reason.SLICED,
          card.device() + " (" + card.name() + ") is cut into MIG slices, which ND4J can not take",
          "turn them off (nvidia-smi -i " + card.index() + " -mig 0), or " + CPU);
    }
    if (card.mode().equals("Prohibited")) {
      return refuse(
          Reason.KEPT,
          card.device() + " (" + card.name() + ") is in compute mode Prohibited",
          "set it back (nvidia-smi -i " + card.index() + " -c DEFAULT), or " + CPU);
    }
    if (card.mode().startsWith("Exclusive") && card.others() > 0) {
      return refuse(
          Reason.KEPT,
          card.device() + " (" + card.name() + ") belongs to one process alone, which has it now",
          "wait for its end, or " + CPU);
    }
    return Optional.empty();
  }

  private boolean hidden(Card card) {
    return host.visible()
        .map(
            list ->
                Arrays.stream(list.split(","))
                    .map(String::strip)
                    .filter(one -> !one.isEmpty())
                    .noneMatch(
                        one ->
                            one.equals(String.valueOf(card.index()))
                                || one.startsWith("GPU-") && card.uuid().startsWith(one)))
        .orElse(false);
  }

  private Optional<Refused> capability(Card card) {
    if (card.capability().isEmpty()) {
      return refuse(
          Reason.CARD_UNKNOWN,
          "the driver of " + card.device() + " (" + card.name() + ") tells no compute capability",
          "update the driver, or " + CPU);
    }
    Version has = card.capability().get();
    if (CudaBuild.runsOn(has)) {
      return Optional.empty();
    }
    boolean old = has.compareTo(CudaBuild.CODE.get(0)) < 0;
    return refuse(
        old ? Reason.CARD_OLD : Reason.CARD_NEW,
        String.format(
            "%s (%s) has compute capability %s, and ND4J 1.0.0-M2.1 has no kernels for it, only for %s",
            card.device(), card.name(), has, CudaBuild.code()),
        old ? CPU : CPU + ", it is fast here");
  }

  private Optional<Refused> driver(Card card) {
    Version oldest = CudaBuild.oldestDriver(host.windowsDriver());
    Version own = CudaBuild.ownDriver(host.windowsDriver());
    if (card.driver().isEmpty() || card.driver().get().compareTo(oldest) >= 0) {
      return Optional.empty();
    }
    return refuse(
        Reason.DRIVER_OLD,
        "driver " + card.driver().get() + " is too old for CUDA 11.6, which needs " + oldest,
        "install " + own + " or newer" + where() + ", or " + CPU);
  }

  private String where() {
    return host.system() == OperatingSystem.WSL2 ? " in Windows" : "";
  }

  private Optional<Refused> memory(Card card) {
    long total = card.memoryMiB().orElse(Long.MAX_VALUE);
    long free = card.freeMiB().orElse(Long.MAX_VALUE);
    if (total < CudaBuild.LEAST_FREE_MIB) {
      return refuse(
          Reason.MEMORY,
          card.device()
              + " ("
              + card.name()
              + ") has "
              + total
              + " MiB of memory, "
              + CudaBuild.LEAST_FREE_MIB
              + " are needed",
          CPU);
    }
    if (free < CudaBuild.LEAST_FREE_MIB) {
      return refuse(
          Reason.MEMORY,
          String.format(
              "%s (%s) has %d of %s MiB free, %d are needed",
              card.device(),
              card.name(),
              free,
              card.memoryMiB().isPresent() ? String.valueOf(total) : "its",
              CudaBuild.LEAST_FREE_MIB),
          (card.others() > 0 ? "end what runs on it (" + card.others() + " processes), or " : "")
              + CPU);
    }
    return Optional.empty();
  }

  private List<String> notes(Card card) {
    List<String> notes = new ArrayList<>();
    Version own = CudaBuild.ownDriver(host.windowsDriver());
    if (card.driver().isPresent() && card.driver().get().compareTo(own) < 0) {
      notes.add(
          "driver "
              + card.driver().get()
              + " is older than the "
              + own
              + " of CUDA 11.6 and serves by minor-version compatibility");
    }
    if (card.others() > 0) {
      notes.add(
          card.others() == 1
              ? "another process computes on it"
              : card.others() + " other processes compute on it");
    } else if (card.utilization().orElse(0) >= BUSY_PERCENT) {
      notes.add("it is busy to " + card.utilization().getAsInt() + " %");
    }
    return notes;
  }
}
