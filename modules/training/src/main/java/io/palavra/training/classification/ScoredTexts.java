package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.Splitter;
import io.palavra.training.kind.EvaluatedPart;
import io.palavra.training.kind.ModelScore;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The texts of a data set that a model is scored on.
 *
 * @param corpus the texts, at least one
 * @param heading what they are; empty for those that everybody expects
 */
record ScoredTexts(Corpus<LabelledText> corpus, Optional<String> heading) {

  /**
   * A part of a data set. Of data without parts, the one for tests is what training on the same
   * data has set aside, or else all there is, and the one to choose by is what training on them
   * would take.
   *
   * @param given the data set, its texts clean
   * @param asked what it was asked for by
   * @param trainedOn the training part that the model has learned from, where that is known
   * @throws BadInputException where there is no text in it
   */
  static ScoredTexts of(
      GivenSets<LabelledText> given,
      DataRequest asked,
      EvaluatedPart part,
      Optional<Fingerprint> trainedOn) {
    ScoredTexts texts = part == EvaluatedPart.DEV ? dev(given) : test(given, trainedOn);
    try (RecordStream<LabelledText> records = texts.corpus().open()) {
      if (records.hasNext()) {
        return texts;
      }
    }
    Optional<Path> own = part == EvaluatedPart.DEV ? asked.dev() : asked.test();
    throw BadInputException.of(
        own.map(Path::toString).orElse(asked.data()),
        "at least one labelled text to evaluate on"
            + (part == EvaluatedPart.DEV ? " in the development part" : ""));
  }

  private static ScoredTexts test(GivenSets<LabelledText> given, Optional<Fingerprint> trainedOn) {
    if (given.test().isPresent() || trainedOn.isEmpty()) {
      return new ScoredTexts(given.test().orElseGet(given::train), Optional.empty());
    }
    Split<LabelledText> split = Splitter.split(given);
    if (split.train().corpus().fingerprint().equals(trainedOn.get())) {
      return new ScoredTexts(split.test().corpus(), Optional.empty());
    }
    return new ScoredTexts(
        given.train(),
        Optional.of(
            "all texts of "
                + given.name()
                + ", which are not those that the model was trained on as a whole; it may have"
                + " learned from some of them"));
  }

  private static ScoredTexts dev(GivenSets<LabelledText> given) {
    String how = given.dev().isPresent() ? ", as given" : ", set aside by a hash of the text";
    return new ScoredTexts(
        given.dev().orElseGet(() -> Splitter.split(given).dev().corpus()),
        EvaluatedPart.DEV.heading(given.name()).map(words -> words + how));
  }

  /** A score on them that says what they are. */
  ModelScore headed(ModelScore score) {
    return score.headed(heading);
  }
}
