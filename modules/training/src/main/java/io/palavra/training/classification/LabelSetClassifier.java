package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.training.evaluation.EvaluationReport;
import io.palavra.training.evaluation.LabelSetScores;
import io.palavra.training.evaluation.LabelThresholds;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.ModelScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Gives a text each label whose probability reaches the label's threshold. */
final class LabelSetClassifier extends NetworkClassifier {
  private static final int WINDOW = 256;

  private final Labels labels;
  private final ClassifierParts parts;
  private final String separator;
  private final LabelThresholds thresholds;

  /**
   * @param trained with thresholds
   * @param trainedOn the training part that it has learned from, where that is known
   */
  LabelSetClassifier(
      TrainedClassifier<?> trained, Explainer explainer, Optional<Fingerprint> trainedOn) {
    super(trained, explainer, trainedOn);
    this.parts = trained.parts();
    this.labels = parts.labels();
    this.separator = trained.options().labelSeparator();
    this.thresholds = trained.thresholds().orElseThrow();
  }

  @Override
  public boolean severalLabels() {
    return true;
  }

  /** The labels joined; the probability is that of the least sure decision. */
  @Override
  protected Classification classification(String text, double[] logs) {
    double[] probabilities = Arrays.stream(logs).map(Math::exp).toArray();
    boolean[] given = thresholds.given(probabilities);
    double least = 1;
    List<String> names = new ArrayList<>();
    for (int k = 0; k < given.length; k++) {
      least = Math.min(least, given[k] ? probabilities[k] : 1 - probabilities[k]);
      if (given[k]) {
        names.add(labels.name(k));
      }
    }
    return new Classification(
        text,
        String.join(separator, names),
        least,
        labels.names(),
        Arrays.stream(probabilities).boxed().toList());
  }

  /** Those given; the most probable one where none is. */
  @Override
  protected List<Integer> explained(double[] logs) {
    boolean[] given = thresholds.given(Arrays.stream(logs).map(Math::exp).toArray());
    List<Integer> some =
        IntStream.range(0, given.length)
            .filter(k -> given[k])
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -logs[k]))
            .toList();
    return some.isEmpty() ? super.explained(logs) : some;
  }

  @Override
  protected double logOdds(double[] logs, int of) {
    return logs[of] - Math.log(Math.max(1 - Math.exp(logs[of]), Double.MIN_NORMAL));
  }

  @Override
  GivenSets<LabelledText> labelled(DataRequest data) {
    return ClassificationData.given(data, parts.cleaning(), separator);
  }

  @Override
  ModelScore scoreOf(Corpus<LabelledText> corpus) {
    LabelSetScores scores = scores(corpus, thresholds);
    return new ModelScore(scores.metrics(), scores.summary());
  }

  /**
   * Not for texts with several labels: {@link #score} is.
   *
   * @throws BadInputException always
   */
  @Override
  public EvaluationReport evaluate(DataRequest data) {
    throw BadInputException.of(
        "model", "several labels a text", "a model that gives each text one class");
  }

  /** How good the sets of labels are that texts, which are clean, are given. */
  LabelSetScores scores(Corpus<LabelledText> corpus, LabelThresholds from) {
    LabelSetScores scores = new LabelSetScores(labels);
    each(corpus, (truth, p) -> scores.add(truth, p, from.given(p)));
    return scores;
  }

  /** Chooses thresholds by texts, which are clean. */
  LabelThresholds fit(Corpus<LabelledText> corpus) {
    List<double[]> all = new ArrayList<>();
    List<boolean[]> truths = new ArrayList<>();
    each(
        corpus,
        (truth, p) -> {
          all.add(p);
          truths.add(truth);
        });
    return LabelThresholds.fit(all, truths);
  }

  private void each(Corpus<LabelledText> corpus, BiConsumer<boolean[], double[]> use) {
    try (RecordStream<LabelledText> records = corpus.open()) {
      List<Located<LabelledText>> window = new ArrayList<>();
      while (records.hasNext()) {
        window.add(records.next());
        if (window.size() == WINDOW || !records.hasNext()) {
          double[][] logs = logProbabilities(encoded(window));
          for (int i = 0; i < logs.length; i++) {
            use.accept(truth(window.get(i)), Arrays.stream(logs[i]).map(Math::exp).toArray());
          }
          window.clear();
        }
      }
    }
  }

  private boolean[] truth(Located<LabelledText> row) {
    boolean[] truth = new boolean[labels.size()];
    LabelSets.parts(row.value().label(), separator, row.place())
        .forEach(name -> truth[labels.index(name, row.place())] = true);
    return truth;
  }
}
