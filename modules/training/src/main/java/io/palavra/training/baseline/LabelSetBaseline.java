package io.palavra.training.baseline;

import de.bwaldvogel.liblinear.Feature;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.training.evaluation.LabelSetScores;
import io.palavra.training.evaluation.LabelThresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * The linear baseline for texts that have several labels: a learner for each label against the rest
 * ("binary relevance"), with the same n-grams. From which margin on a text is given a label is
 * chosen on the development set as it is for the networks, and so is the learner, by its micro-F1.
 */
public final class LabelSetBaseline {
  private static final double NANOS = 1e9;

  private final Split<LabelledText> split;
  private final Labels sets;
  private final Labels labels;
  private final IntFunction<boolean[]> has;
  private final Tokenizer tokenizer;
  private final LinearOptions options;
  private final long seed;

  /**
   * A baseline that has learned nothing yet.
   *
   * @param split of texts whose class is a set of labels
   * @param sets the sets
   * @param labels the labels
   * @param has by set and label: whether the label is in it
   */
  public LabelSetBaseline(
      Split<LabelledText> split,
      Labels sets,
      Labels labels,
      IntFunction<boolean[]> has,
      Tokenizer tokenizer,
      LinearOptions options,
      long seed) {
    this.split = split;
    this.sets = sets;
    this.labels = labels;
    this.has = has;
    this.tokenizer = tokenizer;
    this.options = options;
    this.seed = seed;
  }

  /**
   * What it came to.
   *
   * @param test its scores on the test set
   * @param devMicroF1 of the learner that was chosen
   * @param description how it was made, in a few words
   * @param seconds of learning and choosing
   */
  public record Result(
      LabelSetScores test, double devMicroF1, String description, double seconds) {}

  private record Chosen(
      LinearOptions.Candidate candidate,
      List<LinearModel> models,
      LabelThresholds thresholds,
      double microF1) {}

  /**
   * Learns and answers.
   *
   * @throws io.palavra.pipeline.BadInputException when a set can not be read
   */
  public Result train() {
    long start = System.nanoTime();
    TextSample train = TextSample.of(split.train().corpus(), sets, tokenizer, options, seed);
    TextSample dev = TextSample.of(split.dev().corpus(), sets, tokenizer, options, seed);
    int maxFeatures = Math.max(1, options.maxWeights() / Math.max(1, labels.size()));
    TfIdf tfIdf = TfIdf.of(train.texts(), options, maxFeatures);
    Chosen chosen = choose(train.texts(), dev.texts(), tfIdf);
    double seconds = (System.nanoTime() - start) / NANOS;
    String sample = train.partial() ? " of " + train.seen() + " texts, sampled" : " texts";
    String description =
        String.format(
            Locale.ROOT,
            "%s for each label against the rest; %d n-grams; %d%s",
            chosen.candidate(),
            tfIdf.features(),
            train.texts().size(),
            sample);
    return new Result(answer(tfIdf, chosen), chosen.microF1(), description, seconds);
  }

  private Chosen choose(List<TextSample.Text> train, List<TextSample.Text> dev, TfIdf tfIdf) {
    Feature[][] trainVectors = LinearBaseline.vectors(train, tfIdf);
    Feature[][] devVectors = LinearBaseline.vectors(dev, tfIdf);
    Chosen best = null;
    for (LinearOptions.Candidate candidate : options.candidates()) {
      List<LinearModel> models = new ArrayList<>();
      for (int k = 0; k < labels.size(); k++) {
        int label = k;
        int[] truth = train.stream().mapToInt(t -> has.apply(t.label())[label] ? 1 : 0).toArray();
        models.add(LinearModel.train(trainVectors, truth, tfIdf.features() + 1, candidate, seed));
      }
      List<double[]> values = new ArrayList<>();
      List<boolean[]> truths = new ArrayList<>();
      for (int i = 0; i < devVectors.length; i++) {
        values.add(values(models, devVectors[i]));
        truths.add(has.apply(dev.get(i).label()));
      }
      LabelThresholds thresholds =
          values.isEmpty()
              ? LabelThresholds.usual(labels.size())
              : LabelThresholds.fit(values, truths);
      LabelSetScores scores = new LabelSetScores(labels);
      for (int i = 0; i < devVectors.length; i++) {
        scores.add(truths.get(i), values.get(i), thresholds.given(values.get(i)));
      }
      double microF1 = scores.metrics().get("microF1");
      if (best == null || microF1 > best.microF1()) {
        best = new Chosen(candidate, models, thresholds, microF1);
      }
    }
    return best;
  }

  /** By label: the margin, squeezed between 0 and 1. */
  private static double[] values(List<LinearModel> models, Feature[] vector) {
    return models.stream()
        .mapToDouble(model -> 1 / (1 + Math.exp(-model.margin(vector))))
        .toArray();
  }

  private LabelSetScores answer(TfIdf tfIdf, Chosen chosen) {
    LabelSetScores scores = new LabelSetScores(labels);
    try (RecordStream<LabelledText> stream = split.test().corpus().open()) {
      while (stream.hasNext()) {
        TextSample.Text text = TextSample.text(stream.next(), sets, tokenizer, options, 0);
        double[] values = values(chosen.models(), tfIdf.vector(text.tokens()));
        scores.add(has.apply(text.label()), values, chosen.thresholds().given(values));
      }
    }
    return scores;
  }
}
