package io.palavra.pipeline.machine.gpu;

import io.palavra.pipeline.machine.gpu.NvidiaSmi.Report;
import io.palavra.pipeline.machine.gpu.NvidiaSmi.State;
import io.palavra.pipeline.machine.gpu.Probe.Reason;
import io.palavra.pipeline.machine.gpu.Probe.Refused;
import io.palavra.pipeline.machine.gpu.Probe.Usable;
import io.palavra.pipeline.machine.program.Answer;
import io.palavra.pipeline.machine.program.Answer.Ending;
import io.palavra.pipeline.machine.program.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The cards of this machine, and which of them a person gets who asks for one. */
public final class Survey {
  /** A driver that was idle wakes its cards one by one, which takes seconds each. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Host host;
  private final Report report;
  private final Judge judge;

  private Survey(Host host, Report report) {
    this.host = host;
    this.report = report;
    this.judge = new Judge(host);
  }

  /** Looks at this machine; asks the operating system, which takes from milliseconds to seconds. */
  public static Survey here() {
    return of(
        Path.of("").toAbsolutePath().getRoot(),
        System.getProperty("os.name", ""),
        System.getProperty("os.arch", ""),
        System.getenv(),
        command -> Program.ask(PATIENCE, command));
  }

  /**
   * A machine as it is described.
   *
   * @param root of its file system
   * @param os as Java names it in {@code os.name}
   * @param arch as Java names it in {@code os.arch}
   * @param environment its environment variables
   * @param ask runs a command on it
   */
  public static Survey of(
      Path root,
      String os,
      String arch,
      Map<String, String> environment,
      Function<List<String>, Answer> ask) {
    Host host = Host.of(root, os, arch, environment, ask);
    Report report = new Report(State.ABSENT, List.of(), "");
    for (String program : Host.programs(host.system(), environment)) {
      if (report.state() == State.ABSENT) {
        report = new NvidiaSmi(program, Survey.once(ask)).report();
      }
    }
    return new Survey(host, report);
  }

  /** A program that hung once is not asked again. */
  private static Function<List<String>, Answer> once(Function<List<String>, Answer> ask) {
    boolean[] hung = {false};
    return command -> {
      if (hung[0]) {
        return new Answer(Ending.LATE, List.of());
      }
      Answer answer = ask.apply(command);
      hung[0] = answer.ending() == Ending.LATE;
      return answer;
    };
  }

  /** The cards that the driver tells of, usable or not. */
  public List<Card> cards() {
    return report.cards();
  }

  /** Whether there is any sign of a card of NVIDIA, so that a person may wonder about it. */
  public boolean anySign() {
    return host.cardOnBus() || (report.state() != State.ABSENT && report.state() != State.NONE);
  }

  /** Each card in its turn; where no card is known of, the one reason for that. */
  public List<Probe> probes() {
    Optional<Refused> all = judge.refusesAll(report);
    return all.isPresent()
        ? List.of(all.get())
        : report.cards().stream().map(judge::judge).toList();
  }

  /**
   * The card that a person gets: the one that was named, or those; else, of those that can be used,
   * the one with the most free memory.
   *
   * @param request not one for the processor
   */
  public Probe choose(Request request) {
    Optional<Refused> all = judge.refusesAll(report);
    if (all.isPresent()) {
      return all.get();
    }
    if (!request.cards().isEmpty()) {
      return named(request.cards());
    }
    List<Usable> usable =
        report.cards().stream()
            .map(judge::judge)
            .filter(Usable.class::isInstance)
            .map(Usable.class::cast)
            .toList();
    if (usable.isEmpty()) {
      return refusal();
    }
    if (request.wish() == Request.Wish.GPU && kinds(usable) > 1) {
      return new Refused(
          Reason.MIXED,
          "the cards are of different kinds (" + listed(usable) + ")",
          "say which with --device "
              + usable.stream().map(u -> u.card().device()).collect(Collectors.joining(" or ")));
    }
    return usable.stream()
        .max(
            Comparator.comparingLong((Usable u) -> u.card().freeMiB().orElse(0))
                .thenComparing(u -> -u.card().index()))
        .orElseThrow();
  }

  /** Each must be usable, and all of one kind: a step waits for the slowest. */
  private Probe named(List<Integer> indexes) {
    List<Probe> each = indexes.stream().map(this::named).toList();
    for (Probe probe : each) {
      if (probe instanceof Refused) {
        return probe;
      }
    }
    List<Usable> usable = each.stream().map(Usable.class::cast).toList();
    if (kinds(usable) > 1) {
      return new Refused(
          Reason.MIXED,
          "the cards are of different kinds (" + listed(usable) + ")",
          "name cards of one kind, since a step waits for the slowest");
    }
    return new Usable(
        usable.stream().map(Usable::card).toList(),
        usable.stream().flatMap(one -> one.notes().stream()).distinct().toList());
  }

  private static String listed(List<Usable> usable) {
    return usable.stream()
        .map(u -> u.device() + " " + u.card().name())
        .collect(Collectors.joining(", "));
  }

  private Probe named(int index) {
    return report.cards().stream()
        .filter(card -> card.index() == index)
        .findFirst()
        .map(judge::judge)
        .orElseGet(
            () ->
                new Refused(
                    Reason.NUMBER,
                    "there is no card number " + index,
                    "this machine has "
                        + report.cards().stream()
                            .map(Card::device)
                            .collect(Collectors.joining(", "))));
  }

  /** Why none of the cards can be used, in one sentence: that of the first. */
  private Refused refusal() {
    List<Refused> all = report.cards().stream().map(judge::judge).map(Refused.class::cast).toList();
    Refused first = all.get(0);
    return all.size() == 1
        ? first
        : new Refused(
            first.reason(),
            "none of the " + all.size() + " cards can be used, the first since " + first.what(),
            first.remedy());
  }

  private static long kinds(List<Usable> usable) {
    return usable.stream().map(u -> u.card().name()).distinct().count();
  }
}
