package io.palavra.cli;

import io.palavra.benchmarks.Measure;
import io.palavra.benchmarks.Suite;
import io.palavra.cli.console.Console;
import io.palavra.cli.console.JsonFile;
import io.palavra.cli.console.OutputFile;
import io.palavra.cli.device.DeviceOptions;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.NearestName;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "bench",
    description = "Measure this project, side by side with others where they are installed.",
    footer = {
      "",
      "Examples:",
      "  palavra bench list",
      "  palavra bench pipeline --quick --json pipeline.json"
    })
final class BenchCommand implements Runnable {
  private final Console console;

  @Parameters(index = "0", paramLabel = "list|SUITE", description = "What to measure, or list.")
  private String suite;

  @Option(names = "--quick", description = "Two minutes at most.")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the measurements there, too.")
  private Path json;

  @Mixin private DeviceOptions device = DeviceOptions.cpu();

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    device.settle(console::say);
    SortedMap<String, Suite> suites = new TreeMap<>();
    ServiceLoader.load(Suite.class).forEach(found -> suites.put(found.name(), found));
    if (suite.equals("list")) {
      suites.forEach(
          (name, found) -> console.print(String.format("%-16s %s", name, found.description())));
      return;
    }
    if (!suites.containsKey(suite)) {
      throw BadInputException.of(
          "suite",
          suite,
          "a suite that palavra bench list shows; " + NearestName.advice(suite, suites.keySet()));
    }
    if (json != null) {
      OutputFile.require(json);
    }
    List<Measure> measures =
        suites
            .get(suite)
            .run(
                quick,
                line -> {
                  console.print(line);
                  console.flush();
                });
    if (json != null) {
      JsonFile.write(json, measures.stream().map(Measure::toMap).toList());
    }
  }
}
