package io.palavra.benchmarks.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.Splitter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A data set with one in so many of its training texts, where all would take too long. */
final class PartOfData {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PartOfData() {}

  /**
   * The data, in files of their own.
   *
   * @param name in the catalogue
   * @param share one in so many; 1 for all
   */
  static DataRequest of(String name, int share, Path folder) throws IOException {
    Split<LabelledText> split =
        Splitter.split(Catalog.standard().classification(DataRequest.of(name)));
    Files.createDirectories(folder);
    Path train = write(split.train().corpus(), share, folder.resolve("train.jsonl"));
    Path dev = write(split.dev().corpus(), 1, folder.resolve("dev.jsonl"));
    Path test = write(split.test().corpus(), 1, folder.resolve("test.jsonl"));
    return new DataRequest(train.toString(), Optional.of(dev), Optional.of(test), Map.of());
  }

  private static Path write(Corpus<LabelledText> corpus, int share, Path file) throws IOException {
    int number = 0;
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        RecordStream<LabelledText> records = corpus.open()) {
      while (records.hasNext()) {
        LabelledText text = records.next().value();
        if (number++ % share == 0) {
          out.write(
              MAPPER.writeValueAsString(Map.of("text", text.text(), "label", text.label())) + "\n");
        }
      }
    }
    return file;
  }
}
