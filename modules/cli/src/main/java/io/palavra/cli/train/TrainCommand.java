package io.palavra.cli.train;

import io.palavra.cli.console.Console;
import io.palavra.cli.device.DeviceOptions;
import io.palavra.cli.input.DataOptions;
import io.palavra.cli.input.StandardInput;
import io.palavra.cli.model.KindOptions;
import io.palavra.cli.model.Kinds;
import io.palavra.cli.model.Models;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.machine.gpu.Card;
import io.palavra.pipeline.machine.gpu.CardLoad;
import io.palavra.pipeline.machine.gpu.CardMeter;
import io.palavra.pipeline.option.OptionValue;
import io.palavra.training.kind.FirstRun;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.kind.NetworkMonitor;
import io.palavra.training.kind.TrainPlan;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.StopOnInterrupt;
import io.palavra.training.loop.StopSignal;
import io.palavra.training.loop.TrainingListener;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.progress.ProgressDisplay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palavra train}. */
@Command(
    name = "train",
    description = "Train a model, evaluate it, and save it.",
    footer = {
      "",
      "Examples:",
      "  palavra train sentiment",
      "  palavra train sentiment --data reviews.csv --text comment --label stars",
      "  palavra train sentiment --data mr --seed 1 --set hidden=128 --set dropout=0.5",
      "  palavra train sentiment --data b2w-recommend --budget 30m --out runs/b2w",
      "  palavra train sentiment --data b2w-recommend --out runs/b2w --resume",
      "  palavra train cnn --data mr --from runs/cnn-imdb-1",
      "  palavra train translator",
      "  palavra train translator --source train.pt --target train.en --dev dev.pt --dev-target dev.en",
      "  palavra train embeddings --data machado --set subwords=true",
      "  zcat texts.gz | palavra train embeddings --data - --set tokenizer=spaces"
    })
public final class TrainCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  private final Console console;

  @Parameters(index = "0", paramLabel = "KIND", description = "A kind of model (palavra kinds).")
  private String kind;

  @Mixin private DataOptions data = new DataOptions();

  @Mixin private KindOptions options = new KindOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run's folder (runs/KIND-DATA-SEED).")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of everything random (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description = "Pre-trained word vectors, in any format that palavra embeddings reads.")
  private Path vectors;

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description = {
        "A trained classifier of this kind, or its run's folder, to begin from, with its",
        "options in the place of the defaults: fine-tuning."
      })
  private Path from;

  @Mixin private DeviceOptions device = DeviceOptions.auto();

  @Option(names = "--layers", description = "kernels or stock.")
  private String layers = "kernels";

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description = "Stop after that long: 90s, 60m, 8h.")
  private String budget;

  @Option(names = "--resume", description = "Go on from the checkpoints in --out.")
  private boolean resume;

  @Option(names = "--dry-run", description = "Say what it would take, and stop.")
  private boolean dryRun;

  @Option(names = "--options", description = "List the options of this kind, and stop.")
  private boolean list;

  @Option(names = "--ui", description = "Show Deeplearning4j's training page on this machine.")
  private boolean ui;

  @Option(names = "--quiet", description = "Only the result.")
  private boolean quiet;

  TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ModelKind model = Kinds.named(kind);
    Consumer<String> say = quiet ? line -> {} : console::say;
    if (list) {
      Record chosen = options.over(base(model));
      console.out().print(OptionBinder.toCommentedYaml(chosen, model.unusedOptions()));
      return 0;
    }
    refuseUnused(model);
    List<Card> cards = device.settle(say);
    Optional<CardMeter> meter =
        cards.isEmpty() ? Optional.empty() : Optional.of(CardMeter.of(cards));
    Optional<NetworkMonitor> monitor = ui ? Optional.of(trainingPage()) : Optional.empty();
    try (StopOnInterrupt guard = StopOnInterrupt.install(new StopSignal());
        StandardInput input = new StandardInput(console.in())) {
      TrainRequest request = request(model, input, guard.signal(), monitor, meter, say);
      if (dryRun) {
        tell(input.named(() -> model.plan(request)));
        return 0;
      }
      TrainedRun run = input.named(() -> model.train(request));
      if (!run.finished()) {
        console.say(run.summary());
        return INTERRUPTED;
      }
      console.print(run.summary());
      console.flush();
      return 0;
    } catch (BadInputException e) {
      throw data.asTyped(e);
    } finally {
      monitor.ifPresent(NetworkMonitor::close);
      meter.ifPresent(CardMeter::close);
    }
  }

  private void refuseUnused(ModelKind model) {
    if (!model.takesDevelopmentFile()) {
      data.refuseDev("no development file, since " + kind + " learns from all of the data");
    }
    if (vectors != null && !model.takesVectors()) {
      throw BadInputException.of(
          "option --vectors",
          vectors.toString(),
          "no vectors, since " + kind + " does not begin with any");
    }
    if (!model.hasNetwork() && layerChoice() == LayerChoice.STOCK) {
      throw BadInputException.of(
          "option --layers", layers, "kernels, since " + kind + " has no network");
    }
  }

  private static NetworkMonitor trainingPage() {
    return ServiceLoader.load(NetworkMonitor.class)
        .findFirst()
        .orElseThrow(
            () ->
                BadInputException.of(
                    "option --ui",
                    "a start through scripts/palavra, which brings the training page"));
  }

  private TrainRequest request(
      ModelKind model,
      StandardInput input,
      StopSignal stop,
      Optional<NetworkMonitor> monitor,
      Optional<CardMeter> meter,
      Consumer<String> say) {
    DataRequest asked = data.orElse(model.firstRun().data());
    Path folder = out == null ? Path.of("runs", kind + "-" + shortName(asked) + "-" + seed) : out;
    FirstRun first = model.firstRun();
    Optional<Duration> time = Optional.ofNullable(budget).map(TrainCommand::duration);
    boolean isFirst = from == null && asked.data().equals(first.data());
    Record chosen = options.over(isFirst ? first.options() : base(model));
    options.requireMetric(model.metrics());
    return new TrainRequest(
        input.instead(asked, folder, resume),
        chosen,
        folder,
        seed,
        time,
        resume,
        Optional.ofNullable(vectors),
        Optional.ofNullable(from).map(Models::file),
        layerChoice(),
        quiet ? List.of() : List.of(progress(meter, time)),
        monitor,
        stop,
        say);
  }

  private Record base(ModelKind model) {
    return from == null ? model.defaults() : model.from(Models.file(from));
  }

  private TrainingListener progress(Optional<CardMeter> meter, Optional<Duration> time) {
    ProgressDisplay plain =
        console.terminals().err()
            ? ProgressDisplay.onTerminal(console.err())
            : ProgressDisplay.asLines(console.err());
    ProgressDisplay display = time.map(plain::within).orElse(plain);
    return meter.map(card -> display.with(() -> card.last().map(CardLoad::words))).orElse(display);
  }

  private LayerChoice layerChoice() {
    return OptionValue.parse("option --layers", layers, LayerChoice.class);
  }

  /** The catalogue's name, or the file's name without its endings. */
  public static String shortName(DataRequest asked) {
    String last = Path.of(asked.data()).getFileName().toString();
    String stem = last.contains(".") ? last.substring(0, last.indexOf('.')) : last;
    String name = stem.replaceAll("[^\\p{L}\\p{N}_-]+", "-");
    return name.isEmpty() || name.equals(StandardInput.NAME) ? "data" : name;
  }

  public static Duration duration(String text) {
    if (text.matches("[0-9]{1,9}[smhd]")) {
      long number = Long.parseLong(text.substring(0, text.length() - 1));
      Duration time =
          switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      if (!time.isZero()) {
        return time;
      }
    }
    throw BadInputException.of("option --budget", text, "a time such as 90s, 60m, 8h or 2d");
  }

  private void tell(TrainPlan plan) {
    row(plan.unit() + " to learn from", plan.trainRows());
    if (plan.devRows() > 0) {
      row(plan.unit() + " to choose by", plan.devRows());
    }
    if (plan.testRows() > 0) {
      row(plan.unit() + " to test on", plan.testRows());
    }
    row("vocabulary", plan.vocabulary());
    row("parameters", plan.parameters());
    console.print(
        String.format(Locale.ROOT, "%-20s %,15.0f MB at most", "memory", plan.memoryBytes() / 1e6));
    console.print(String.format(Locale.ROOT, "%-20s %,15.1f", "likely minutes", plan.minutes()));
  }

  private void row(String what, long number) {
    console.print(String.format(Locale.ROOT, "%-20s %,15d", what, number));
  }
}
