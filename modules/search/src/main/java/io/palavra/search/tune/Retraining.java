package io.palavra.search.tune;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.datavec.Cleaning;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.Splitter;
import io.palavra.search.file.TuneFile;
import io.palavra.search.trial.Trial;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.options.OptionDescription;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Trains a search's winner once more, on the training and the development set together, for as many
 * epochs as its best epoch was. The development set can choose nothing any more, since it has been
 * learned from; the test set is what it was.
 */
public final class Retraining {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Retraining() {}

  /**
   * The training.
   *
   * @param out its folder, which gets the texts, too
   * @throws BadInputException for a kind that does not learn from texts with labels
   */
  public static TrainRequest request(TuneFile file, Trial winner, Path out) {
    Split<LabelledText> split = split(file);
    Path data = out.resolve("data");
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw BadInputException.of(out.toString(), "a folder that can be written").because(e);
    }
    write(data.resolve("train.jsonl"), List.of(split.train().corpus(), split.dev().corpus()));
    write(data.resolve("dev.jsonl"), List.of(split.dev().corpus()));
    write(data.resolve("test.jsonl"), List.of(split.test().corpus()));
    DataRequest both =
        new DataRequest(
            data.resolve("train.jsonl").toString(),
            Optional.of(data.resolve("dev.jsonl")),
            Optional.of(data.resolve("test.jsonl")),
            Map.of());
    return TrainRequest.of(both, options(file, winner), out)
        .withSeed(winner.seed())
        .withLayers(file.request().layers());
  }

  private static Record options(TuneFile file, Trial winner) {
    Record options = file.request().options(winner.options());
    Set<String> known =
        OptionBinder.describe(options).stream()
            .map(OptionDescription::name)
            .collect(Collectors.toSet());
    List<String> sets = new ArrayList<>();
    if (known.contains("epochs")) {
      winner.best().ifPresent(epoch -> sets.add("epochs=" + epoch.epoch()));
    }
    if (known.contains("patience")) {
      sets.add("patience=0");
    }
    return OptionBinder.bind(options, Optional.empty(), sets);
  }

  private static Split<LabelledText> split(TuneFile file) {
    if (!file.request().kind().metrics().contains("accuracy")) {
      throw BadInputException.of(
          "tune best --train", file.request().kind().id(), "a kind that gives texts a class");
    }
    GivenSets<LabelledText> raw = Catalog.standard().classification(file.request().data());
    Cleaning cleaning = Cleaning.STANDARD;
    return Splitter.split(
        new GivenSets<>(
            raw.name(),
            cleaning.apply(raw.train()),
            raw.dev().map(cleaning::apply),
            raw.test().map(cleaning::apply),
            raw.published()));
  }

  private static void write(Path file, List<Corpus<LabelledText>> parts) {
    AtomicFile.write(
        file,
        out -> {
          for (Corpus<LabelledText> part : parts) {
            write(out, part);
          }
        });
  }

  private static void write(OutputStream out, Corpus<LabelledText> part) throws IOException {
    try (RecordStream<LabelledText> records = part.open()) {
      while (records.hasNext()) {
        LabelledText text = records.next().value();
        String line =
            MAPPER.writeValueAsString(
                MAPPER.createObjectNode().put("text", text.text()).put("label", text.label()));
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
