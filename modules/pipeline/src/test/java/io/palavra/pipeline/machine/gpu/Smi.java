package io.palavra.pipeline.machine.gpu;

import io.palavra.pipeline.machine.program.Answer;
import io.palavra.pipeline.machine.program.Answer.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An nvidia-smi that answers as the documentation of its CSV output says, with cards and a list of
 * known fields by choice.
 */
final class Smi implements Function<List<String>, Answer> {
  private final List<Map<String, String>> cards = new ArrayList<>();
  private final Set<String> unknown;
  private final List<String> users = new ArrayList<>();
  private Answer instead = new Answer(Ending.DONE, List.of());
  private boolean broken;
  private String libraries = "\tlibcuda.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libcuda.so.1";
  private int questions;

  private Smi(Set<String> unknown) {
    this.unknown = unknown;
  }

  /** One that refuses questions for these fields. */
  static Smi without(String... unknown) {
    return new Smi(Set.of(unknown));
  }

  static Smi current() {
    return without();
  }

  /** One that says this, whatever it is asked. */
  static Smi saying(Ending ending, String... lines) {
    Smi smi = current();
    smi.instead = new Answer(ending, List.of(lines));
    smi.broken = true;
    return smi;
  }

  Smi card(String name, String capability, String driver, int total, int free) {
    Map<String, String> card = new TreeMap<>();
    card.put("index", String.valueOf(cards.size()));
    card.put("uuid", "GPU-0000000" + cards.size() + "-aaaa-bbbb-cccc-0123456789ab");
    card.put("name", name);
    card.put("compute_cap", capability);
    card.put("driver_version", driver);
    card.put("memory.total", String.valueOf(total));
    card.put("memory.free", String.valueOf(free));
    card.put("utilization.gpu", "0");
    card.put("mig.mode.current", "[N/A]");
    card.put("compute_mode", "Default");
    cards.add(card);
    return this;
  }

  /** Changes a field of the newest card. */
  Smi with(String field, String value) {
    cards.get(cards.size() - 1).put(field, value);
    return this;
  }

  /** A process on the newest card. */
  Smi user(int process) {
    users.add(cards.get(cards.size() - 1).get("uuid") + ", " + process);
    return this;
  }

  Smi libraries(String cache) {
    this.libraries = cache;
    return this;
  }

  int questions() {
    return questions;
  }

  @Override
  public Answer apply(List<String> command) {
    if (command.get(0).equals("ldconfig")) {
      return libraries.isEmpty()
          ? new Answer(Ending.MISSING, List.of())
          : new Answer(Ending.DONE, List.of("2 libs found in cache", libraries));
    }
    questions++;
    if (broken) {
      return instead;
    }
    if (command.get(1).startsWith("--query-compute-apps=")) {
      return new Answer(Ending.DONE, users);
    }
    List<String> fields = List.of(command.get(1).substring("--query-gpu=".length()).split(","));
    for (String field : fields) {
      if (unknown.contains(field)) {
        return new Answer(
            Ending.FAILED, List.of("Field \"" + field + "\" is not a valid field to query.", ""));
      }
    }
    String chosen =
        command.stream()
            .filter(word -> word.startsWith("--id="))
            .map(word -> word.substring("--id=".length()))
            .findFirst()
            .orElse("");
    return new Answer(
        Ending.DONE,
        cards.stream()
            .filter(card -> chosen.isEmpty() || chosen.equals(card.get("uuid")))
            .map(card -> String.join(", ", fields.stream().map(card::get).toList()))
            .toList());
  }
}
