package io.palavra.training.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data's peculiarities, the options, and what made the model. */
final class OriginSection {
  private static final int LONGEST_VALUE = 300;
  private static final double MEBI = 1 << 20;

  private final Messages messages;

  OriginSection(Messages messages) {
    this.messages = messages;
  }

  String html(
      List<String> notes,
      Map<String, String> options,
      Map<String, String> provenance,
      Optional<RunFigures> cost) {
    Map<String, String> origin = new LinkedHashMap<>(provenance);
    cost.ifPresent(run -> origin.putAll(figures(run)));
    return notes(notes) + list("options.head", options) + list("provenance.head", origin);
  }

  private Map<String, String> figures(RunFigures run) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put(messages.get("run.seconds"), time(run.seconds()));
    figures.put(messages.get("run.tokens"), messages.count(Math.round(run.tokensPerSecond())));
    String mebibytes = messages.count(Math.round(run.peakMemoryBytes() / MEBI));
    figures.put(messages.get("run.memory"), mebibytes + " MiB");
    figures.put(messages.get("run.seed"), String.valueOf(run.seed()));
    return figures;
  }

  private String time(double seconds) {
    Duration time = Duration.ofSeconds(Math.round(seconds));
    if (seconds < 60) {
      return messages.number(seconds, 1) + " s";
    }
    return time.toHours() > 0
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }

  private String notes(List<String> notes) {
    if (notes.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder(heading("notes.head")).append("<ul>\n");
    for (String note : notes) {
      out.append("<li>").append(Markup.passage(note, LONGEST_VALUE, messages)).append("</li>\n");
    }
    return out.append("</ul>\n").toString();
  }

  private String list(String head, Map<String, String> values) {
    if (values.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder(heading(head)).append("<dl>\n");
    values.forEach(
        (name, value) -> {
          out.append("<dt>").append(Markup.escape(Markup.head(name, Markup.LONGEST_LABEL)));
          out.append("</dt><dd>").append(Markup.passage(value, LONGEST_VALUE, messages));
          out.append("</dd>\n");
        });
    return out.append("</dl>\n").toString();
  }

  private String heading(String key) {
    return "<h2>" + Markup.escape(messages.get(key)) + "</h2>\n";
  }
}
