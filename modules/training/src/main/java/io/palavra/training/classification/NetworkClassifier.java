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
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.Splitter;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.training.evaluation.Calibration;
import io.palavra.training.evaluation.Evaluation;
import io.palavra.training.evaluation.EvaluationReport;
import io.palavra.training.evaluation.Predictions;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.Firing;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.UnitPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Answers texts with a trained network. */
final class NetworkClassifier implements TextClassifier {
  /** Texts that are read before the first of them is answered. */
  private static final int WINDOW = 256;

  private static final long BOOTSTRAP_SEED = 1;

  private final String kind;
  private final Optional<Fingerprint> trainedOn;
  private final Cleaning cleaning;
  private final Cleaning.Cleaner cleaner;
  private final TextEncoder encoder;
  private final Labels labels;
  private final Calibration calibration;
  private final Replicas replicas;
  private final BatchForward forward;
  private final Explainer explainer;

  /**
   * @param trainedOn the training part that it has learned from, where that is known
   */
  NetworkClassifier(
      TrainedClassifier<?> trained, Explainer explainer, Optional<Fingerprint> trainedOn) {
    this.trainedOn = trainedOn;
    this.kind = trained.kind();
    this.cleaning = trained.cleaning();
    this.cleaner = cleaning.cleaner();
    this.encoder = trained.encoder();
    this.labels = trained.labels();
    this.calibration = trained.calibration();
    this.replicas = new Replicas(trained.network());
    this.forward = new BatchForward(BatchForward.STEADY_ROWS, labels.size());
    this.explainer = explainer;
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public List<String> labels() {
    return labels.names();
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
    return new Iterator<>() {
      private Iterator<Classification> window = List.<Classification>of().iterator();

      @Override
      public boolean hasNext() {
        return window.hasNext() || texts.hasNext();
      }

      @Override
      public Classification next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        if (!window.hasNext()) {
          window = window(texts).iterator();
        }
        return window.next();
      }
    };
  }

  private List<Classification> window(Iterator<String> texts) {
    List<String> some = new ArrayList<>();
    while (some.size() < WINDOW && texts.hasNext()) {
      some.add(texts.next());
    }
    double[][] logs =
        logProbabilities(some.stream().map(cleaner::clean).map(encoder::encode).toList());
    List<Classification> out = new ArrayList<>(logs.length);
    for (int i = 0; i < logs.length; i++) {
      out.add(classification(some.get(i), logs[i]));
    }
    return out;
  }

  private double[][] logProbabilities(List<int[]> rows) {
    return replicas.with(network -> forward.logProbabilities(network, rows));
  }

  private Classification classification(String text, double[] logs) {
    double[] probabilities = calibration.apply(logs);
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
    GivenSets<LabelledText> given = ClassificationData.given(data, cleaning);
    return Evaluation.of(predict(testPart(given)), calibration, BOOTSTRAP_SEED);
  }

  /**
   * The test part; of data without one, the part that training on the same data has set aside, or
   * else all.
   */
  private Corpus<LabelledText> testPart(GivenSets<LabelledText> given) {
    if (given.test().isPresent() || trainedOn.isEmpty()) {
      return given.test().orElseGet(given::train);
    }
    Split<LabelledText> split = Splitter.split(given);
    boolean same = split.train().corpus().fingerprint().equals(trainedOn.get());
    return same ? split.test().corpus() : given.train();
  }

  /**
   * What it says of each text of a labelled set, whose texts are clean.
   *
   * @throws BadInputException for a class that it does not know
   */
  Predictions predict(Corpus<LabelledText> corpus) {
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

  private List<Predictions.Row> predict(List<Located<LabelledText>> window) {
    List<EncodedText> encoded =
        window.stream().map(record -> encoder.encodeFully(record.value().text())).toList();
    double[][] logs = logProbabilities(encoded.stream().map(EncodedText::ids).toList());
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

  @Override
  public Explanation explain(String text) {
    String clean = cleaner.clean(text);
    EncodedText encoded = encoder.encodeFully(clean);
    List<int[]> variants = Explainer.occlusions(encoded.ids());
    double[][] logs = logProbabilities(variants);
    int best = DevScorer.best(logs[0]);
    int tokens = encoded.kept().size();
    double[] occlusion = new double[tokens];
    double[] gradient = new double[tokens];
    List<Firing> firings = List.of();
    if (tokens > 0) {
      for (int i = 0; i < tokens; i++) {
        occlusion[i] = logOdds(logs[0], best) - logOdds(logs[i + 1], best);
      }
      gradient = explainer.gradientTimesInput(replicas.network(), encoded.ids(), best);
      firings = replicas.with(network -> explainer.firings(network, encoded.ids(), best));
    }
    return new Explanation(
        classification(clean, logs[0]), encoded.kept(), occlusion, gradient, firings);
  }

  @Override
  public List<UnitPattern> patterns(DataRequest data, int most) {
    Patterns patterns = new Patterns(labels.names(), most);
    Corpus<LabelledText> corpus = ClassificationData.given(data, cleaning).train();
    try (RecordStream<LabelledText> records = corpus.open()) {
      while (records.hasNext()) {
        LabelledText value = records.next().value();
        EncodedText text = encoder.encodeFully(value.text());
        if (!text.kept().isEmpty()) {
          List<Firing> firings =
              replicas.with(network -> explainer.firings(network, text.ids(), 0));
          patterns.add(text.kept(), firings);
        }
      }
    }
    return patterns.strongest();
  }

  /** log p - log (1 - p), from the logarithms of all probabilities. */
  private static double logOdds(double[] logs, int of) {
    double others = 0;
    for (int k = 0; k < logs.length; k++) {
      others += k == of ? 0 : Math.exp(logs[k]);
    }
    return logs[of] - Math.log(Math.max(others, Double.MIN_NORMAL));
  }

  @Override
  public void close() {
    replicas.close();
  }
}
