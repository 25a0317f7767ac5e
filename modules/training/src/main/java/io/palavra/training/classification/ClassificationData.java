package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.datavec.Cleaning;
import io.palavra.pipeline.encode.ExampleCounts;
import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.Splitter;
import io.palavra.pipeline.vocabulary.LabelScan;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A data set made ready to learn from: its parts, its classes, and an encoder that has seen the
 * training part alone.
 *
 * @param given the data set as it came
 * @param split its parts
 * @param sample the parts, those that memory does not hold as a random sample
 * @param sampled whether the sample is less than the whole
 * @param labels the classes, with their texts counted
 * @param encoder texts to ids
 * @param counts how much of the training part there is to learn from
 * @param devRows texts to choose by
 * @param testRows texts to test on
 * @param separator what stands between the labels of a text that has several, each set of which is
 *     then a class; empty for one class each
 */
public record ClassificationData(
    GivenSets<LabelledText> given,
    Split<LabelledText> split,
    Split<LabelledText> sample,
    boolean sampled,
    LabelScan labels,
    TextEncoder encoder,
    ExampleCounts counts,
    long devRows,
    long testRows,
    String separator) {

  /** Share of the heap that may hold the texts of a data set, so that they are read only once. */
  private static final int HEAP_SHARE = 8;

  /** Objects and references of one record beside its characters. */
  private static final long RECORD_BYTES = 120;

  /** As the other, of texts with one class each. */
  public static ClassificationData of(
      DataRequest request, TextOptions options, Cleaning cleaning, Consumer<String> say) {
    return of(request, options, cleaning, "", say);
  }

  /**
   * Reads every part; holds those that are small.
   *
   * @param cleaning done to every text
   * @param separator what stands between the labels of a text that has several; empty for one class
   * @param say told how far it is when that takes long
   * @throws BadInputException when a part can not be read or is empty, when there is one class
   *     only, or when a text to choose by or to test on has a class that training has not
   */
  public static ClassificationData of(
      DataRequest request,
      TextOptions options,
      Cleaning cleaning,
      String separator,
      Consumer<String> say) {
    GivenSets<LabelledText> given = given(request, cleaning, separator);
    Split<LabelledText> split = Splitter.split(given);
    DataSurvey survey = DataSurvey.of(split, options, say);
    LabelScan labels = separator.isEmpty() ? survey.labels() : survey.labelSets(separator);
    Split<LabelledText> parts = split.each(ClassificationData::remembered);
    return new ClassificationData(
        given,
        parts,
        survey.sample(parts),
        survey.sampled(),
        labels,
        survey.encoder(),
        survey.counts(),
        survey.devRows(labels),
        survey.testRows(labels),
        separator);
  }

  /**
   * A data set as it came, its texts cleaned and the labels of each in one order.
   *
   * @param separator what stands between labels; empty for one class each
   */
  static GivenSets<LabelledText> given(DataRequest request, Cleaning cleaning, String separator) {
    GivenSets<LabelledText> given = given(request, cleaning);
    return separator.isEmpty()
        ? given
        : new GivenSets<>(
            given.name(),
            separated(given.train(), separator),
            given.dev().map(part -> separated(part, separator)),
            given.test().map(part -> separated(part, separator)),
            given.published());
  }

  private static Corpus<LabelledText> separated(Corpus<LabelledText> corpus, String separator) {
    return Corpora.map(
        corpus, "labels separated by " + separator, row -> LabelSets.canonical(row, separator));
  }

  /** A data set as it came, its texts cleaned. */
  public static GivenSets<LabelledText> given(DataRequest request, Cleaning cleaning) {
    GivenSets<LabelledText> raw = Catalog.standard().classification(request);
    return new GivenSets<>(
        raw.name(),
        clean(raw.train(), cleaning),
        raw.dev().map(part -> clean(part, cleaning)),
        raw.test().map(part -> clean(part, cleaning)),
        raw.published());
  }

  private static Corpus<LabelledText> clean(Corpus<LabelledText> raw, Cleaning cleaning) {
    return remembered(cleaning.apply(raw));
  }

  /** What two corpora remember of one text, they share. */
  private static Corpus<LabelledText> remembered(Corpus<LabelledText> corpus) {
    return Corpora.remembered(
        corpus, ClassificationData::bytes, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
  }

  /** The same with further words in the vocabulary, as many as there is room for. */
  ClassificationData knowing(List<String> words) {
    return new ClassificationData(
        given,
        split,
        sample,
        sampled,
        labels,
        encoder.knowing(words),
        counts,
        devRows,
        testRows,
        separator);
  }

  /** Its name and size, in one line for people. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%s: %,d texts to learn from, %,d to choose by, %,d to test on; %d %s",
        given.name(),
        labels.total(),
        devRows,
        testRows,
        separator.isEmpty() ? labels.labels().size() : single().size(),
        separator.isEmpty() ? "classes" : "labels");
  }

  /** The labels that the sets are made of. */
  private Set<String> single() {
    return labels.labels().names().stream()
        .flatMap(set -> Stream.of(set.split(Pattern.quote(separator))))
        .collect(Collectors.toSet());
  }

  /** What a text takes in memory, about. */
  static long bytes(LabelledText record) {
    return RECORD_BYTES + (long) Character.BYTES * record.text().length();
  }
}
