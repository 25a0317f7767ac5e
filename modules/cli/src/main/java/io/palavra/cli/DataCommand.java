package io.palavra.cli;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.NearestName;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.CatalogEntry;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.check.CheckOptions;
import io.palavra.pipeline.check.CheckReport;
import io.palavra.pipeline.check.DataCheck;
import io.palavra.pipeline.check.DataStats;
import io.palavra.pipeline.check.PairCheck;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.SplitFiles;
import io.palavra.pipeline.split.Splitter;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.Tokenizers;
import io.palavra.training.kind.TextClassifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "data",
    description = "List, fetch, check, measure and split data sets.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {BackTranslateCommand.class, DistilCommand.class},
    footer = {
      "",
      "Examples:",
      "  palavra data list",
      "  palavra data check reviews.csv",
      "  palavra data check train.csv --test test.csv",
      "  palavra data check --source train.pt --target train.en",
      "  palavra data back-translate runs/en-pt --data tatoeba-pt-en --file news.en --out pairs",
      "  palavra data check reviews.csv --model runs/other/model.palavra",
      "  palavra data stats b2w-recommend",
      "  palavra data split reviews.csv --out parts"
    })
final class DataCommand implements Runnable {
  private final Console console;

  DataCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    list();
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "list",
      description = "The data sets of the catalogue, and which are here.")
  void list() {
    Catalog catalog = Catalog.standard();
    console.print(
        String.format(
            "%-20s %-5s %-15s %-8s %10s  %s", "name", "here", "task", "language", "size", "what"));
    for (CatalogEntry entry : catalog.entries()) {
      console.print(
          String.format(
              Locale.ROOT,
              "%-20s %-5s %-15s %-8s %10s  %s",
              entry.name(),
              catalog.folder(entry).isPresent() ? "yes" : "-",
              entry.task(),
              entry.language(),
              size(entry.bytes()),
              entry.title()));
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "show",
      description = "All that the catalogue says of a data set.")
  void show(@Parameters(index = "0", paramLabel = "NAME", description = "Its name.") String name) {
    Catalog catalog = Catalog.standard();
    CatalogEntry entry =
        catalog
            .entry(name)
            .orElseThrow(
                () ->
                    BadInputException.of(
                        "data set",
                        name,
                        "a name that palavra data list shows; "
                            + NearestName.advice(
                                name,
                                catalog.entries().stream().map(CatalogEntry::name).toList())));
    console.print(console.colours().bold(entry.name()) + ": " + entry.title());
    field("task", entry.task());
    field("language", entry.language());
    field("origin", entry.origin());
    field("licence", entry.licence());
    field("published", entry.published());
    field("here", catalog.folder(entry).map(Path::toString).orElse("no"));
    field("how to get it", entry.getting());
    for (CatalogEntry.DataFile file : entry.files()) {
      field("file", file.path() + ", " + size(file.bytes()) + ", SHA-256 " + file.sha256());
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "get",
      description = "Fetch a data set of the catalogue and check its sums.")
  void get(@Parameters(index = "0", paramLabel = "NAME", description = "Its name.") String name) {
    console.print(Catalog.standard().get(name).toString());
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "check",
      description = "Say what a careful person would want to know before training on these data.")
  int check(
      @Mixin Source source,
      @Option(names = "--json", description = "As JSON.") boolean json,
      @Option(
              names = "--model",
              paramLabel = "MODEL",
              description = "A classifier of such texts: which labels does it doubt?")
          Path model,
      @Option(names = "--no-languages", description = "Do not look for rows in another language.")
          boolean anyLanguage) {
    if (isParallel(source.request())) {
      GivenSets<ParallelText> pairs = Catalog.standard().parallel(source.request());
      CheckReport report =
          new CheckReport(
              List.of(), new PairCheck().check(pairs.train(), pairs.dev(), pairs.test()));
      console.out().print(json ? JsonFile.text(report) + "\n" : report.toText().stripLeading());
      return 0;
    }
    if (json && model != null) {
      throw BadInputException.of("option --model", "either --json or --model");
    }
    GivenSets<LabelledText> sets = Catalog.standard().classification(source.request());
    CheckOptions standard = CheckOptions.defaults();
    CheckOptions options =
        new CheckOptions(
            standard.examples(), standard.similarity(), standard.compared(), !anyLanguage);
    CheckReport report =
        new DataCheck(options, words()).check(sets.train(), sets.dev(), sets.test());
    if (json) {
      console.print(JsonFile.text(report));
    } else {
      console.out().print(report.toText());
    }
    if (model != null) {
      try (TextClassifier classifier = Models.classifier(model)) {
        new DoubtfulLabels(console, classifier).print(sets);
      }
    }
    return 0;
  }

  /** Two files, columns of a source and a target, or a set for translation. */
  private static boolean isParallel(DataRequest request) {
    return request.reading().containsKey("target")
        || request.reading().containsKey("source-column")
        || Catalog.standard()
            .entry(request.data())
            .filter(entry -> entry.task().equals("translation"))
            .isPresent();
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "stats",
      description = "Rows, classes, tokens and lengths, in constant memory.")
  void stats(
      @Mixin Source source, @Option(names = "--json", description = "As JSON.") boolean json) {
    GivenSets<LabelledText> sets = Catalog.standard().classification(source.request());
    Map<String, DataStats> parts = new TreeMap<>();
    measure(parts, "train", sets.train());
    sets.dev().ifPresent(corpus -> measure(parts, "dev", corpus));
    sets.test().ifPresent(corpus -> measure(parts, "test", corpus));
    if (json) {
      console.print(JsonFile.text(parts));
      return;
    }
    parts.forEach(
        (part, stats) -> {
          console.print(console.colours().bold(part));
          console.print(stats.toText());
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "split",
      description = "Write train.csv, dev.csv and test.csv: equal texts fall on one side.")
  void split(
      @Mixin Source source,
      @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to.")
          Path out) {
    Split<LabelledText> split = Splitter.split(Catalog.standard().classification(source.request()));
    console.say(split.how());
    SplitFiles.write(split, out).forEach(file -> console.print(file.toString()));
  }

  private static void measure(
      Map<String, DataStats> parts, String name, Corpus<LabelledText> corpus) {
    parts.put(name, DataStats.of(corpus, words()));
  }

  private static Tokenizer words() {
    return Tokenizers.of(TextOptions.defaults());
  }

  private void field(String name, String value) {
    if (!value.isEmpty()) {
      console.print(String.format("  %-14s %s", name, value));
    }
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.0f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** The data set to look at, as the first parameter or as {@code --data}. */
  static final class Source {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME|PATH", description = "The data.")
    private String name;

    @Mixin private DataOptions options = new DataOptions();

    DataRequest request() {
      return name == null ? options.required() : options.orElse(name);
    }
  }
}
