package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.vocabulary.LabelScan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is to be known of the parts before a network can be made. Parts that were cut from one
 * corpus are looked at in one pass over it.
 */
final class DataSurvey {
  private static final int TRAIN = 0;

  private final Corpora.Visitor<LabelledText> visitor = this::see;
  private final LabelScan.Builder labels = new LabelScan.Builder();
  private final TextEncoder.Learner learner;
  private final Judged dev;
  private final Judged test;
  private final String train;

  private DataSurvey(Split<LabelledText> split, TextOptions options) {
    this.learner = new TextEncoder.Learner(options);
    this.train = split.train().corpus().name();
    this.dev = new Judged(split.dev().corpus().name(), "to choose the best epoch by");
    this.test = new Judged(split.test().corpus().name(), "to test on");
  }

  /** Reads all parts; holds none. */
  static DataSurvey of(Split<LabelledText> split, TextOptions options) {
    DataSurvey survey = new DataSurvey(split, options);
    List<Corpus<LabelledText>> parts =
        List.of(split.train().corpus(), split.dev().corpus(), split.test().corpus());
    Corpora.together(parts, survey.visitor);
    return survey;
  }

  private void see(int part, Located<LabelledText> record) {
    if (part == TRAIN) {
      labels.add(record.value().label());
      learner.see(record.value().text());
    } else {
      (part == TRAIN + 1 ? dev : test).see(record);
    }
  }

  /**
   * The classes of the training part.
   *
   * @throws BadInputException when it is empty or has one class only
   */
  LabelScan labels() {
    return labels.build(train);
  }

  /** An encoder that has seen the training part alone. */
  TextEncoder encoder() {
    return learner.encoder();
  }

  /**
   * Texts to choose by.
   *
   * @throws BadInputException when there is none, or one has a class that training has not
   */
  long devRows(LabelScan known) {
    return dev.rows(known);
  }

  /** Texts to test on; throws as {@link #devRows}. */
  long testRows(LabelScan known) {
    return test.rows(known);
  }

  /** A part to judge by: its rows, and where each class stands first. */
  private static final class Judged {
    private final String name;
    private final String purpose;
    private final Map<String, Place> first = new LinkedHashMap<>();
    private long rows;

    Judged(String name, String purpose) {
      this.name = name;
      this.purpose = purpose;
    }

    void see(Located<LabelledText> record) {
      first.putIfAbsent(record.value().label(), record.place());
      rows++;
    }

    long rows(LabelScan known) {
      first.forEach((label, place) -> known.labels().index(label, place));
      if (rows == 0) {
        throw BadInputException.of(name, "texts " + purpose + "; there is none");
      }
      return rows;
    }
  }
}
