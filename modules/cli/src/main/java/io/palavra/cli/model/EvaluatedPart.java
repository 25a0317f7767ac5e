package io.palavra.cli.model;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.option.OptionValue;
import io.palavra.translator.data.TranslationData;
import java.util.List;

/** Which part of a data set a translator is scored on. */
enum EvaluatedPart {
  /** What is for tests, or all where the data have no parts. */
  TEST {
    @Override
    List<ParallelText> pairs(DataRequest data) {
      return TranslationData.test(data);
    }

    @Override
    String named(String data) {
      return data;
    }
  },

  /** What a training on the data chooses by. */
  DEV {
    @Override
    List<ParallelText> pairs(DataRequest data) {
      return TranslationData.dev(data);
    }

    @Override
    String named(String data) {
      return data + ", " + this;
    }
  };

  /** Its pairs; complaints as of {@link TranslationData#pairs}. */
  abstract List<ParallelText> pairs(DataRequest data);

  /** What a report on it is called. */
  abstract String named(String data);

  @Override
  public String toString() {
    return OptionValue.of(this);
  }
}
