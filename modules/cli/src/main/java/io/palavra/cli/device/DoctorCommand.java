package io.palavra.cli.device;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.JsonFile;
import io.palavra.pipeline.machine.Machine;
import io.palavra.pipeline.machine.gpu.Survey;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code palavra doctor}. */
@Command(name = "doctor", description = "Say what this machine has, and what is wrong with it.")
public final class DoctorCommand implements Runnable {
  private final Console console;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Survey survey = Survey.here();
    Diagnosis diagnosis = Diagnosis.of(Machine.with(survey), survey, Path.of(""));
    if (json) {
      Map<String, Object> all = new TreeMap<>(diagnosis.facts());
      all.put("complaints", diagnosis.complaints());
      all.put("cards", CardFacts.of(survey));
      console.print(JsonFile.text(all));
      return;
    }
    diagnosis
        .facts()
        .forEach((name, value) -> console.print(String.format("%-18s %s", name, value)));
    console.print("");
    if (diagnosis.complaints().isEmpty()) {
      console.print(console.colours().green("Nothing is wrong."));
    }
    diagnosis.complaints().forEach(line -> console.print(console.colours().red("! ") + line));
  }
}
