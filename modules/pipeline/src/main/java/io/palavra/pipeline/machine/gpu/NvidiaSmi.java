package io.palavra.pipeline.machine.gpu;

import io.palavra.pipeline.machine.program.Answer;
import io.palavra.pipeline.machine.program.Answer.Ending;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the program that comes with NVIDIA's driver, by the questions of its {@code --query-gpu} and
 * {@code --query-compute-apps}. It knows no other version's fields: one that it does not know makes
 * it refuse the whole question, which is then asked without that field.
 */
final class NvidiaSmi {
  private static final String INDEX = "index";
  private static final String NAME = "name";
  private static final String CAPABILITY = "compute_cap";

  /** The name comes last: it alone may hold a comma. */
  private static final List<String> FIELDS =
      List.of(
          INDEX,
          "uuid",
          "driver_version",
          "memory.total",
          "memory.free",
          "utilization.gpu",
          "compute_mode",
          "mig.mode.current",
          CAPABILITY,
          NAME);

  private static final Pattern UNKNOWN =
      Pattern.compile("Field \"([^\"]+)\" is not a valid field to query.*");
  private static final int LONGEST_COMPLAINT = 160;

  private final String program;
  private final Function<List<String>, Answer> ask;

  /**
   * @param program its name or path
   * @param ask runs a command
   */
  NvidiaSmi(String program, Function<List<String>, Answer> ask) {
    this.program = program;
    this.ask = ask;
  }

  /** How far the program could be heard. */
  enum State {
    /** It told of cards. */
    HEARD,
    /** It is not there. */
    ABSENT,
    /** It says that there are no cards. */
    NONE,
    /** It did not end. */
    HANGING,
    /** It complained. */
    FAILED,
    /** It said something that is no answer. */
    NONSENSE
  }

  /**
   * What was heard.
   *
   * @param complaint the program's own words, where it failed or spoke nonsense
   */
  record Report(State state, List<Card> cards, String complaint) {

    Report {
      cards = List.copyOf(cards);
    }
  }

  Report report() {
    List<String> fields = new ArrayList<>(FIELDS);
    Answer answer = query(fields);
    while (answer.ending() == Ending.FAILED) {
      Optional<String> unknown = unknownField(answer.lines());
      if (unknown.isEmpty() || unknown.get().equals(INDEX) || !fields.remove(unknown.get())) {
        break;
      }
      answer = query(fields);
    }
    return switch (answer.ending()) {
      case MISSING -> new Report(State.ABSENT, List.of(), "");
      case LATE -> new Report(State.HANGING, List.of(), "");
      case FAILED ->
          new Report(
              saysNone(answer.lines()) ? State.NONE : State.FAILED,
              List.of(),
              complaint(answer.lines()));
      case DONE -> read(fields, answer.lines());
    };
  }

  /** How busy a card is; empty where the program does not say. */
  Optional<CardLoad> load(String uuid) {
    List<String> lines =
        ask.apply(
                List.of(
                    program,
                    "--query-gpu=utilization.gpu,memory.used,memory.total",
                    "--format=csv,noheader,nounits",
                    "--id=" + uuid))
            .linesIfDone();
    for (String line : lines) {
      String[] values = line.split(",");
      if (values.length == 3) {
        CardLoad load =
            new CardLoad(
                1,
                percent(values[0].strip()),
                number(values[1].strip()),
                number(values[2].strip()));
        return load.known() ? Optional.of(load) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Answer query(List<String> fields) {
    return ask.apply(
        List.of(
            program, "--query-gpu=" + String.join(",", fields), "--format=csv,noheader,nounits"));
  }

  private static Optional<String> unknownField(List<String> lines) {
    for (String line : lines) {
      Matcher matcher = UNKNOWN.matcher(line.strip());
      if (matcher.matches()) {
        return Optional.of(matcher.group(1));
      }
    }
    return Optional.empty();
  }

  private Report read(List<String> fields, List<String> lines) {
    List<Card> cards = new ArrayList<>();
    for (String line : lines) {
      if (line.isBlank()) {
        continue;
      }
      String[] values = line.split(",", fields.size());
      if (values.length != fields.size() || !values[0].strip().matches("[0-9]{1,4}")) {
        return new Report(
            saysNone(lines) ? State.NONE : State.NONSENSE, List.of(), complaint(lines));
      }
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < values.length; i++) {
        row.put(fields.get(i), printable(values[i].strip()));
      }
      cards.add(card(row));
    }
    if (cards.isEmpty()) {
      return new Report(State.NONE, List.of(), "");
    }
    Map<String, Integer> others = others();
    return new Report(
        State.HEARD,
        cards.stream().map(c -> c.withOthers(others.getOrDefault(c.uuid(), 0))).toList(),
        "");
  }

  private static Card card(Map<String, String> row) {
    String name = row.getOrDefault(NAME, "");
    return new Card(
        Integer.parseInt(row.get(INDEX)),
        known(row.getOrDefault("uuid", "")),
        known(name).isEmpty() ? "a card without a name" : name,
        Version.parse(row.getOrDefault(CAPABILITY, "")).or(() -> CardNames.capability(name)),
        Version.parse(row.getOrDefault("driver_version", "")),
        number(row.getOrDefault("memory.total", "")),
        number(row.getOrDefault("memory.free", "")),
        percent(row.getOrDefault("utilization.gpu", "")),
        row.getOrDefault("mig.mode.current", "").equals("Enabled"),
        known(row.getOrDefault("compute_mode", "")),
        0);
  }

  /** Processes by card; none where the program does not say. */
  private Map<String, Integer> others() {
    Map<String, Integer> counts = new HashMap<>();
    for (String line :
        ask.apply(
                List.of(
                    program, "--query-compute-apps=gpu_uuid,pid", "--format=csv,noheader,nounits"))
            .linesIfDone()) {
      int comma = line.indexOf(',');
      if (comma > 0) {
        counts.merge(line.substring(0, comma).strip(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** {@code [N/A]}, {@code [Not Supported]}, {@code [Unknown Error]} are no values. */
  private static String known(String value) {
    return value.startsWith("[") || value.equals("N/A") ? "" : value;
  }

  /** Old versions write the unit though told not to. */
  private static OptionalLong number(String value) {
    String digits = value.replaceFirst("\\s*(MiB|%)$", "");
    return digits.matches("[0-9]{1,12}")
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }

  private static OptionalInt percent(String value) {
    OptionalLong number = number(value);
    return number.isPresent() && number.getAsLong() <= 100
        ? OptionalInt.of((int) number.getAsLong())
        : OptionalInt.empty();
  }

  private static boolean saysNone(List<String> lines) {
    return lines.stream().anyMatch(line -> line.contains("No devices were found"));
  }

  private static String complaint(List<String> lines) {
    String first =
        lines.stream().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
    String shown = printable(first);
    return shown.length() > LONGEST_COMPLAINT ? shown.substring(0, LONGEST_COMPLAINT) + "…" : shown;
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "");
  }
}
