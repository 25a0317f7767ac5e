package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.datavec.Cleaning;
import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.evaluation.Calibration;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.provenance.DataPart;
import io.palavra.training.provenance.Provenance;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every classifier has besides what it has learned in numbers.
 *
 * @param kind id of its kind
 * @param cleaning done to every text
 * @param encoder cleaned texts to tokens and ids
 * @param labels the classes
 * @param calibration of its probabilities
 */
public record ClassifierParts(
    String kind, Cleaning cleaning, TextEncoder encoder, Labels labels, Calibration calibration) {

  /** The parts that data give to a classifier that is not calibrated. */
  static ClassifierParts of(String kind, Cleaning cleaning, ClassificationData data) {
    return new ClassifierParts(
        kind, cleaning, data.encoder(), data.labels().labels(), Calibration.NONE);
  }

  /** As {@link #of(String, Cleaning, ClassificationData)}, with the usual cleaning. */
  public static ClassifierParts of(String kind, ClassificationData data) {
    return of(kind, Cleaning.STANDARD, data);
  }

  /** The same with other labels. */
  ClassifierParts with(Labels other) {
    return new ClassifierParts(kind, cleaning, encoder, other, calibration);
  }

  /** The same, calibrated. */
  public ClassifierParts with(Calibration other) {
    return new ClassifierParts(kind, cleaning, encoder, labels, other);
  }

  /** The entries of a bundle that hold these parts, the options and the metrics. */
  public SortedMap<String, String> entries(Record options, Map<String, Double> metrics) {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(ClassifierFiles.OPTIONS, OptionBinder.toJson(options));
    texts.put(ClassifierFiles.VOCABULARY, ClassifierFiles.vocabulary(encoder.vocabulary()));
    texts.put(ClassifierFiles.CLEANING, cleaning.toJson());
    texts.put(ClassifierFiles.LABELS, ClassifierFiles.labels(labels));
    texts.put(ClassifierFiles.TOKENIZER, ClassifierFiles.tokenizer(encoder.tokenizer()));
    texts.put(ClassifierFiles.CALIBRATION, ClassifierFiles.calibration(calibration));
    texts.put(ClassifierFiles.METRICS, ClassifierFiles.metrics(metrics));
    return texts;
  }

  /**
   * The options of a bundle.
   *
   * @param defaults stand in for options that a bundle does not know yet; so a new option's default
   *     has to be what was done before there was the option
   * @throws BadInputException when they are none of this record
   */
  public static <O extends Record> O options(O defaults, ModelBundle bundle) {
    return OptionBinder.fromOlderJson(
        defaults, bundle.text(ClassifierFiles.OPTIONS), ClassifierFiles.OPTIONS);
  }

  /**
   * The parts that a bundle holds.
   *
   * @param text how texts are read, from the bundle's options
   * @throws BadInputException when an entry is missing or broken
   */
  public static ClassifierParts of(ModelBundle bundle, TextOptions text) {
    TextEncoder encoder =
        new TextEncoder(
            ClassifierFiles.tokenizer(bundle.text(ClassifierFiles.TOKENIZER)),
            ClassifierFiles.vocabulary(bundle.text(ClassifierFiles.VOCABULARY)),
            text);
    return new ClassifierParts(
        bundle.kind(),
        bundle.optionalText(ClassifierFiles.CLEANING).map(Cleaning::fromJson).orElse(Cleaning.NONE),
        encoder,
        ClassifierFiles.labels(bundle.text(ClassifierFiles.LABELS)),
        ClassifierFiles.calibration(bundle.text(ClassifierFiles.CALIBRATION)));
  }

  /** Where a bundle comes from, where that is known. */
  static Optional<Provenance> provenance(ModelBundle bundle) {
    return bundle
        .optionalText(ClassifierFiles.PROVENANCE)
        .map(json -> Provenance.fromJson(json, ClassifierFiles.PROVENANCE));
  }

  /** The training part that the model of a bundle has learned from, where that is known. */
  public static Optional<Fingerprint> trainedOn(ModelBundle bundle) {
    return provenance(bundle)
        .map(Provenance::parts)
        .map(parts -> parts.get("train"))
        .map(DataPart::fingerprint);
  }
}
