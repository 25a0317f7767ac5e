package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.datavec.Cleaning;
import io.palavra.pipeline.encode.EncodedText;
import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.evaluation.Evaluation;
import io.palavra.training.evaluation.EvaluationReport;
import io.palavra.training.evaluation.Predictions;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.EvaluatedPart;
import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.report.SequenceLogo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A text classifier that answers many texts at a time. Cutting, counting and scoring are the same
 * for all; what gives a text its scores is a subclass's.
 */
public abstract class ScoringClassifier implements TextClassifier {
  /** Texts that are read before the first of them is answered. */
  private static final int WINDOW = 256;

  private static final long BOOTSTRAP_SEED = 1;
  private static final int FIRST_TOKEN = Vocabulary.UNK + 1;

  private final ClassifierParts parts;
  private final Optional<Fingerprint> trainedOn;
  private final Cleaning.Cleaner cleaner;
  private final TextEncoder encoder;
  private final Labels labels;

  /**
   * A classifier with everything but its scores.
   *
   * @param trainedOn the training part that it has learned from, where that is known
   */
  protected ScoringClassifier(ClassifierParts parts, Optional<Fingerprint> trainedOn) {
    this.parts = parts;
    this.trainedOn = trainedOn;
    this.cleaner = parts.cleaning().cleaner();
    this.encoder = parts.encoder();
    this.labels = parts.labels();
  }

  /**
   * The logarithms of the probabilities of all classes, before calibration: a row a text. Called by
   * several threads at once.
   */
  protected abstract double[][] logProbabilities(List<EncodedText> texts);

  @Override
  public String kind() {
    return parts.kind();
  }

  @Override
  public List<String> labels() {
    return labels.names();
  }

  @Override
  public boolean readsBases() {
    List<String> known = encoder.vocabulary().tokens();
    return known.size() > FIRST_TOKEN
        && known.subList(FIRST_TOKEN, known.size()).stream().allMatch(SequenceLogo::shows);
  }

  @Override
  public List<String> cut(String text) {
    return encoded(text).kept().stream().map(Token::text).toList();
  }

  @Override
  public Classification classify(String text) {
    return classify(List.of(text)).get(0);
  }

  @Override
  public List<Classification> classify(List<String> texts) {
    List<Classification> out = new ArrayList<>(texts.size());
    classify(texts.iterator()).forEachRemaining(out::add);
    return out;
  }

  @Override
  public Iterator<Classification> classify(Iterator<String> texts) {
    return new AnswersInWindows(texts, WINDOW, this::answers);
  }

  private List<Classification> answers(List<String> some) {
    double[][] logs = logProbabilities(some.stream().map(this::encoded).toList());
    List<Classification> out = new ArrayList<>(logs.length);
    for (int i = 0; i < logs.length; i++) {
      out.add(classification(some.get(i), logs[i]));
    }
    return out;
  }

  /** A text, cleaned, as ids and tokens. */
  protected final EncodedText encoded(String text) {
    return encoder.encodeFully(clean(text));
  }

  /** A text as it is read. */
  protected final String clean(String text) {
    return cleaner.clean(text);
  }

  /** The labelled texts of a data set, cleaned. */
  protected final GivenSets<LabelledText> given(DataRequest data) {
    return ClassificationData.given(data, parts.cleaning());
  }

  /** What cuts and numbers cleaned texts. */
  protected final TextEncoder encoder() {
    return encoder;
  }

  /** The answer that logarithms of probabilities give. */
  protected Classification classification(String text, double[] logs) {
    double[] probabilities = parts.calibration().apply(logs);
    int best = DevScorer.best(logs);
    return new Classification(
        text,
        labels.name(best),
        probabilities[best],
        labels.names(),
        Arrays.stream(probabilities).boxed().toList());
  }

  @Override
  public EvaluationReport evaluate(DataRequest data) {
    return evaluation(scored(data, EvaluatedPart.TEST).corpus());
  }

  @Override
  public final ModelScore score(DataRequest data, EvaluatedPart part) {
    ScoredTexts texts = scored(data, part);
    return texts.headed(scoreOf(texts.corpus()));
  }

  private ScoredTexts scored(DataRequest data, EvaluatedPart part) {
    return ScoredTexts.of(labelled(data), data, part, trainedOn);
  }

  private EvaluationReport evaluation(Corpus<LabelledText> corpus) {
    return Evaluation.of(predict(corpus), parts.calibration(), BOOTSTRAP_SEED);
  }

  /** The labelled texts of a data set, cleaned, the labels as it knows them. */
  GivenSets<LabelledText> labelled(DataRequest data) {
    return given(data);
  }

  /** How good it is on texts, which are clean. */
  ModelScore scoreOf(Corpus<LabelledText> corpus) {
    EvaluationReport report = evaluation(corpus);
    return new ModelScore(report.metrics(), report.summary());
  }

  /**
   * What it says of each text of a labelled set, whose texts are clean.
   *
   * @throws BadInputException for a class that it does not know
   */
  public final Predictions predict(Corpus<LabelledText> corpus) {
    List<Predictions.Row> rows = new ArrayList<>();
    try (RecordStream<LabelledText> records = corpus.open()) {
      List<Located<LabelledText>> window = new ArrayList<>();
      while (records.hasNext()) {
        window.add(records.next());
        if (window.size() == WINDOW || !records.hasNext()) {
          rows.addAll(predict(window));
          window.clear();
        }
      }
    }
    return new Predictions(labels, rows);
  }

  /** Texts with their tokens; one that can not be cut is named with its place. */
  final List<EncodedText> encoded(List<Located<LabelledText>> records) {
    List<EncodedText> all = new ArrayList<>();
    records.forEach(record -> record.use(row -> all.add(encoder.encodeFully(row.text()))));
    return all;
  }

  private List<Predictions.Row> predict(List<Located<LabelledText>> window) {
    List<EncodedText> encoded = encoded(window);
    double[][] logs = logProbabilities(encoded);
    List<Predictions.Row> rows = new ArrayList<>();
    for (int i = 0; i < logs.length; i++) {
      LabelledText value = window.get(i).value();
      EncodedText text = encoded.get(i);
      rows.add(
          new Predictions.Row(
              value.text(),
              window.get(i).place(),
              labels.index(value.label(), window.get(i).place()),
              logs[i],
              text.tokens(),
              text.unknown()));
    }
    return rows;
  }

  /** By token: how much of the log-odds of a class is lost when the token is unknown. */
  protected final double[] losses(double[][] logs, int label) {
    double[] losses = new double[logs.length - 1];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = logOdds(logs[0], label) - logOdds(logs[i + 1], label);
    }
    return losses;
  }

  /** log p - log (1 - p), from the logarithms of all probabilities. */
  protected double logOdds(double[] logs, int of) {
    double others = 0;
    for (int k = 0; k < logs.length; k++) {
      others += k == of ? 0 : Math.exp(logs[k]);
    }
    return logs[of] - Math.log(Math.max(others, Double.MIN_NORMAL));
  }
}
