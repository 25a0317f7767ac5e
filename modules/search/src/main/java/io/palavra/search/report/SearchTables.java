package io.palavra.search.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.Trial;
import io.palavra.search.tune.Ranking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A search's candidates for other programs: CSV with a row each, JSON with every epoch. */
public final class SearchTables {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private SearchTables() {}

  /** {@code candidates.csv}: one row a training, in the order proposed. */
  public static void writeCsv(Path file, SearchView view) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer =
        new CSVPrinter(text, CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get())) {
      List<Object> head =
          new ArrayList<>(List.of("candidate", "status", "seed", "epochs", "seconds", "score"));
      view.second().ifPresent(second -> head.add(second.metric()));
      head.addAll(view.space().names());
      head.add("reason");
      printer.printRecord(head);
      for (Trial trial : view.trials()) {
        printer.printRecord(row(view, trial));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    AtomicFile.writeString(file, text.toString());
  }

  private static List<Object> row(SearchView view, Trial trial) {
    List<Object> row = new ArrayList<>();
    row.add(trial.id());
    row.add(trial.status().word());
    row.add(trial.seed());
    row.add(trial.history().size());
    row.add(trial.seconds());
    row.add(Double.isNaN(view.score(trial)) ? "" : view.score(trial));
    view.second()
        .ifPresent(
            second -> {
              double value = second.of(trial).orElse(Double.NaN);
              row.add(Double.isNaN(value) ? "" : value);
            });
    view.space().names().forEach(name -> row.add(trial.options().getOrDefault(name, "")));
    row.add(trial.reason());
    return row;
  }

  /** {@code candidates.json}: the winner, its test metrics, and every training with its epochs. */
  public static void writeJson(Path file, SearchView view) {
    ObjectNode top = MAPPER.createObjectNode();
    top.put("objective", view.objective().metric());
    top.put("minimise", view.objective().minimise());
    top.put("seconds", view.seconds());
    view.ranking()
        .winner()
        .map(Ranking.Standing::trial)
        .ifPresent(trial -> top.put("winner", trial.id().toString()));
    ObjectNode test = top.putObject("test");
    view.test().forEach(test::put);
    ArrayNode all = top.putArray("candidates");
    for (Trial trial : view.trials()) {
      ObjectNode node = all.addObject();
      node.put("candidate", trial.id().toString());
      node.put("status", trial.status().word());
      node.put("seed", trial.seed()).put("reason", trial.reason());
      ObjectNode options = node.putObject("options");
      trial.options().forEach(options::put);
      ArrayNode epochs = node.putArray("epochs");
      for (EpochScore epoch : trial.history()) {
        ObjectNode score = epochs.addObject();
        score.put("epoch", epoch.epoch()).put("best", epoch.best());
        score.put("seconds", epoch.seconds()).put("tokensPerSecond", epoch.tokensPerSecond());
        ObjectNode metrics = score.putObject("metrics");
        epoch.metrics().forEach(metrics::put);
      }
    }
    try {
      AtomicFile.writeString(file, MAPPER.writeValueAsString(top) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
