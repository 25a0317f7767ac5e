package io.palavra.training.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.Splitter;
import io.palavra.pipeline.vocabulary.LabelScan;
import org.junit.jupiter.api.Test;

/** The question types of TREC (Li and Roth 2002), six classes, 500 test questions. */
class QuestionTypesTest {

  /** scikit-learn's TfidfVectorizer and LinearSVC reach 89.8; one question is 0.2. */
  @Test
  void accuracyIsThatOfScikitLearn() {
    assumeTrue(
        System.getenv("PALAVRA_DATASETS") != null,
        "PALAVRA_DATASETS names no folder with the data set trec");
    Split<LabelledText> split =
        Splitter.split(Catalog.standard().classification(DataRequest.of("trec")));
    BaselineResult result =
        LinearBaseline.train(
            split, LabelScan.of(split.train()).labels(), TextOptions.defaults(), 1);
    assertThat(result.accuracy()).isEqualTo(0.898, within(0.015));
  }
}
