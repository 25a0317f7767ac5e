package io.palavra.pipeline.machine.gpu;

import io.palavra.pipeline.machine.program.Answer;
import io.palavra.pipeline.machine.program.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Asks the driver now and then how busy cards are, on a thread of its own, so that a driver that
 * takes its time keeps nobody waiting. It gives up for good after three questions without an answer
 * in a row: a progress line is not worth a hanging program every few seconds.
 */
public final class CardMeter implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final int LAST_MISS = 3;

  private final List<String> programs;
  private final List<String> uuids;
  private final Function<List<String>, Answer> ask;
  private final ScheduledExecutorService clock;
  private volatile Optional<CardLoad> last = Optional.empty();
  private int misses;

  /**
   * Begins to ask.
   *
   * @param between questions
   */
  CardMeter(
      List<String> programs,
      List<String> uuids,
      Duration between,
      Function<List<String>, Answer> ask) {
    this.programs = List.copyOf(programs);
    this.uuids = List.copyOf(uuids);
    this.ask = ask;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "card meter");
              thread.setDaemon(true);
              return thread;
            });
    clock.scheduleWithFixedDelay(this::look, 0, between.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Of cards of this machine, at least one. */
  public static CardMeter of(List<Card> cards) {
    Map<String, String> environment = System.getenv();
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    Host.OperatingSystem system =
        windows ? Host.OperatingSystem.WINDOWS : Host.OperatingSystem.WSL2;
    return new CardMeter(
        Host.programs(system, environment),
        cards.stream().map(Card::uuid).toList(),
        BETWEEN,
        command -> Program.ask(PATIENCE, command));
  }

  private void look() {
    Optional<CardLoad> load = Optional.empty();
    for (String program : programs) {
      load = load.isPresent() ? load : load(new NvidiaSmi(program, ask));
    }
    last = load;
    misses = load.isPresent() ? 0 : misses + 1;
    if (misses == LAST_MISS) {
      clock.shutdown();
    }
  }

  /** Of all cards together; empty unless each of them is told of. */
  private Optional<CardLoad> load(NvidiaSmi program) {
    List<CardLoad> loads = new ArrayList<>();
    for (String uuid : uuids) {
      Optional<CardLoad> load = program.load(uuid);
      if (load.isEmpty()) {
        return load;
      }
      loads.add(load.get());
    }
    return Optional.of(CardLoad.together(loads));
  }

  /** The last answer; empty when there was none. */
  public Optional<CardLoad> last() {
    return last;
  }

  /** Whether it still asks. */
  boolean asks() {
    return !clock.isShutdown();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
