package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.datavec.Cleaning;
import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.split.OtherTexts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Texts whose classes nobody needs to know, which a language model learns from besides those of the
 * data set.
 *
 * @param corpus the texts, cleaned, without those that the data set has in any of its parts
 * @param words that they have, the most frequent first
 * @param texts how many of them have a word
 * @param leftOut texts that the data set has, too
 */
record LanguageTexts(Corpus<LabelledText> corpus, List<String> words, long texts, long leftOut) {
  private static final String OPTION = "option languageTexts";

  /**
   * Reads the texts once.
   *
   * @param given the data set whose classes are to be learned
   * @return empty when the options name none
   * @throws BadInputException when there are no such texts beside those of the data set
   */
  static Optional<LanguageTexts> of(
      ClassifierOptions<?> options, GivenSets<LabelledText> given, Cleaning cleaning) {
    String names = options.languageTexts();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<Corpus<LabelledText>> corpora =
        Stream.of(names.split(",")).map(name -> cleaning.apply(texts(name.strip()))).toList();
    return Optional.of(
        of(Corpora.concat(names, corpora), new OtherTexts(List.of(given)), options.text()));
  }

  private static Corpus<LabelledText> texts(String name) {
    Corpus<String> texts;
    try {
      texts = Catalog.standard().texts(DataRequest.of(name)).train();
    } catch (BadInputException e) {
      throw e.source().equals("data") ? e.of(OPTION) : e;
    }
    return Corpora.map(texts, "without classes", text -> new LabelledText(text.value(), ""));
  }

  private static LanguageTexts of(
      Corpus<LabelledText> all, OtherTexts ofTheSet, TextOptions options) {
    TextEncoder.Learner learner = new TextEncoder.Learner(options);
    long leftOut = 0;
    try (RecordStream<LabelledText> records = all.open()) {
      while (records.hasNext()) {
        LabelledText text = records.next().value();
        if (ofTheSet.has(text)) {
          leftOut++;
        } else {
          learner.see(text.text());
        }
      }
    }
    long texts = learner.counts().examples();
    if (texts == 0) {
      throw BadInputException.of(
          OPTION, all.name(), "texts that the data set itself does not have");
    }
    List<String> words = PretrainedVectors.words(learner.encoder().vocabulary());
    return new LanguageTexts(ofTheSet.outOf(all), words, texts, leftOut);
  }

  /** For people, one line. */
  String sentence() {
    return String.format(
        Locale.ROOT,
        "%s: %,d texts to learn words from, besides; %,d that the data set has, too, are left out",
        corpus.name(),
        texts,
        leftOut);
  }
}
