package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.datavec.Cleaning;
import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.Splitter;
import io.palavra.pipeline.vocabulary.LabelScan;

/**
 * A data set made ready to learn from: its parts, its classes, and an encoder that has seen the
 * training part alone.
 *
 * @param given the data set as it came
 * @param split its parts
 * @param labels the classes, with their texts counted
 * @param encoder texts to ids
 * @param devRows texts to choose by
 * @param testRows texts to test on
 */
record ClassificationData(
    GivenSets<LabelledText> given,
    Split<LabelledText> split,
    LabelScan labels,
    TextEncoder encoder,
    long devRows,
    long testRows) {

  /**
   * Reads every part once or twice; holds none.
   *
   * @param cleaning done to every text
   * @throws BadInputException when a part can not be read or is empty, when there is one class
   *     only, or when a text to choose by or to test on has a class that training has not
   */
  static ClassificationData of(DataRequest request, TextOptions options, Cleaning cleaning) {
    GivenSets<LabelledText> given = given(request, cleaning);
    Split<LabelledText> split = Splitter.split(given);
    LabelScan labels = LabelScan.of(split.train());
    long devRows = known(split.dev().corpus(), labels, "to choose the best epoch by");
    long testRows = known(split.test().corpus(), labels, "to test on");
    TextEncoder encoder = TextEncoder.learn(split.train(), options);
    return new ClassificationData(given, split, labels, encoder, devRows, testRows);
  }

  /** A data set as it came, its texts cleaned. */
  static GivenSets<LabelledText> given(DataRequest request, Cleaning cleaning) {
    GivenSets<LabelledText> raw = Catalog.standard().classification(request);
    return new GivenSets<>(
        raw.name(),
        cleaning.apply(raw.train()),
        raw.dev().map(cleaning::apply),
        raw.test().map(cleaning::apply),
        raw.published());
  }

  /** Counts the texts of a part, each of a class that training has seen. */
  private static long known(Corpus<LabelledText> part, LabelScan labels, String purpose) {
    long rows = 0;
    try (RecordStream<LabelledText> records = part.open()) {
      while (records.hasNext()) {
        Located<LabelledText> record = records.next();
        labels.labels().index(record.value().label(), record.place());
        rows++;
      }
    }
    if (rows == 0) {
      throw BadInputException.of(part.name(), "texts " + purpose + "; there is none");
    }
    return rows;
  }
}
