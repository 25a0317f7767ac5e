package io.palavra.cli.train;

import io.palavra.cli.console.Console;
import io.palavra.cli.device.DeviceOptions;
import io.palavra.cli.input.LabelledOptions;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.NearestName;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.compare.ComparePictures;
import io.palavra.training.compare.CompareRequest;
import io.palavra.training.compare.CompareResult;
import io.palavra.training.compare.CompareTable;
import io.palavra.training.compare.Comparing;
import io.palavra.training.compare.Contestant;
import io.palavra.training.compare.Study;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.Variant;
import io.palavra.training.loop.StopOnInterrupt;
import io.palavra.training.loop.StopSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palavra compare}. */
@Command(
    name = "compare",
    description = "Train all classifiers on the same data and set them side by side.",
    footer = {
      "",
      "Examples:",
      "  palavra compare --data mr",
      "  palavra compare --data reviews.csv --seeds 1 --only linear,CNN,Bi-LSTM",
      "  palavra compare --data mr --vectors vectors.vec --out runs/mr",
      "  palavra compare --data mr --out runs/mr --resume",
      "  palavra compare --data mr --study regularisation"
    })
public final class CompareCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  private final Console console;

  @Mixin private LabelledOptions data = new LabelledOptions();

  @Option(
      names = "--study",
      paramLabel = "NAME",
      description = "classifiers, or regularisation (${DEFAULT-VALUE}).")
  private String study = Variant.CLASSIFIERS;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Trainings of each, with seeds 1 to N (${DEFAULT-VALUE}).")
  private int seeds = 3;

  @Option(
      names = "--only",
      paramLabel = "MODEL",
      split = ",",
      description = "Of the models these alone, by their names in the table.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "OPTION=VALUE",
      description = "One option, of all models that have it.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description = "Word vectors, for the models that begin with such.")
  private Path vectors;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The comparison's folder (runs/compare-DATA, runs/STUDY-DATA).")
  private Path out;

  @Mixin private DeviceOptions device = DeviceOptions.cpu();

  @Option(names = "--resume", description = "Go on with the comparison in --out.")
  private boolean resume;

  @Option(names = "--quiet", description = "Only the result.")
  private boolean quiet;

  CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    DataRequest asked = data.required();
    Consumer<String> say = quiet ? line -> {} : console::say;
    Contestants found = Contestants.of(study, asked, vectors, sets);
    List<Contestant> contestants = new ArrayList<>(found.all());
    boolean linear = study.equals(Variant.CLASSIFIERS);
    if (!only.isEmpty()) {
      TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      contestants.forEach(c -> names.add(c.name()));
      if (linear) {
        names.add(Comparing.LINEAR);
      }
      for (String name : only) {
        if (vectors == null && Contestants.takesVectors(study, name)) {
          throw BadInputException.of("option --only", name, "--vectors FILE with it");
        }
        if (!names.contains(name)) {
          throw BadInputException.of(
              "option --only", name, "one of the models; " + NearestName.advice(name, names));
        }
      }
      contestants.removeIf(c -> only.stream().noneMatch(c.name()::equalsIgnoreCase));
      linear &= only.stream().anyMatch(Comparing.LINEAR::equalsIgnoreCase);
    }
    device.settle(say);
    Path folder = out == null ? standard(asked) : out;
    try (StopOnInterrupt guard = StopOnInterrupt.install(new StopSignal())) {
      CompareResult result =
          Comparing.run(
              new CompareRequest(
                  asked,
                  contestants,
                  seeds,
                  linear,
                  folder,
                  resume,
                  LayerChoice.KERNELS,
                  guard.signal(),
                  say));
      tell(result, contestants, folder);
      return result.finished() ? 0 : INTERRUPTED;
    }
  }

  private Path standard(DataRequest asked) {
    String what = study.equals(Variant.CLASSIFIERS) ? "compare" : study;
    return Path.of("runs", what + "-" + TrainCommand.shortName(asked));
  }

  private void tell(CompareResult result, List<Contestant> contestants, Path folder) {
    String head =
        "# "
            + study
            + " on "
            + result.dataName()
            + "\n\nSeeds 1 to "
            + result.seeds()
            + (result.finished() ? "" : ", not finished")
            + ".\n\n";
    if (study.equals(Variant.CLASSIFIERS) || !result.finished()) {
      CompareTable table = CompareTable.of(result);
      console.print(table.text());
      AtomicFile.writeString(folder.resolve("compare.md"), head + table.markdown());
    } else {
      Study told = Study.of(result, contestants.get(0).name());
      console.print(told.text());
      console.print(told.sentence());
      AtomicFile.writeString(
          folder.resolve("compare.md"), head + told.markdown() + "\n" + told.sentence() + "\n");
    }
    if (result.finished()) {
      picture(result, folder);
    }
    console.print("table   " + folder.resolve("compare.md"));
    if (!result.finished()) {
      console.print("Stopped; to go on, give the same command with --resume");
    }
    console.flush();
  }

  /** Not of a comparison that was stopped: a JVM that ends refuses to draw its first picture. */
  private void picture(CompareResult result, Path folder) {
    Path png;
    if (study.equals(Variant.CLASSIFIERS)) {
      png = folder.resolve("accuracy-time.png");
      ComparePictures.accuracyAgainstTime(png, result);
    } else {
      png = folder.resolve("losses.png");
      ComparePictures.losses(png, result);
    }
    console.print("picture " + png);
  }
}
