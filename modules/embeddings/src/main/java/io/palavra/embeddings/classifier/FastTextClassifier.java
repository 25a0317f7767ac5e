package io.palavra.embeddings.classifier;

import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.encode.EncodedText;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.token.Token;
import io.palavra.training.classification.ClassifierParts;
import io.palavra.training.classification.ScoringClassifier;
import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.UnitPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Answers texts with a model of fastText. */
class FastTextClassifier extends ScoringClassifier {
  /** No text has it: a character of the private area. */
  private static final String UNKNOWN = "\uE000";

  private final FastTextModel model;

  /** Where the model has each label. */
  private final int[] places;

  FastTextClassifier(ClassifierParts parts, FastTextModel model, Optional<Fingerprint> trainedOn) {
    super(parts, trainedOn);
    this.model = model;
    List<String> names = parts.labels().names();
    List<String> order = model.labels();
    this.places =
        IntStream.range(0, names.size())
            .map(i -> order.get(i).equals(names.get(i)) ? i : order.indexOf(names.get(i)))
            .toArray();
  }

  @Override
  protected double[][] logProbabilities(List<EncodedText> texts) {
    return texts.stream().map(text -> logs(words(text))).toArray(double[][]::new);
  }

  /** How texts are cut. */
  final TextOptions textOptions() {
    return encoder().options();
  }

  /** What answers. */
  final FastTextModel model() {
    return model;
  }

  /** The logarithms of the probabilities of all classes for a text that is cut into words. */
  double[] logs(List<String> words) {
    double[] logs = model.logProbabilities(words);
    return IntStream.of(places).mapToDouble(place -> logs[place]).toArray();
  }

  private static List<String> words(EncodedText text) {
    return text.kept().stream().map(Token::text).toList();
  }

  /**
   * Occlusion puts a word in a token's place that no text has. Gradient times input is of the
   * token's own vectors, those of its n-grams of characters among them; vectors of sequences of
   * words belong to no single token.
   */
  @Override
  public Explanation explain(String text) {
    String clean = clean(text);
    EncodedText encoded = encoder().encodeFully(clean);
    List<String> words = words(encoded);
    double[][] logs = new double[words.size() + 1][];
    logs[0] = logs(words);
    for (int i = 0; i < words.size(); i++) {
      List<String> without = new ArrayList<>(words);
      without.set(i, UNKNOWN);
      logs[i + 1] = logs(without);
    }
    int best = 0;
    for (int k = 1; k < logs[0].length; k++) {
      best = logs[0][k] > logs[0][best] ? k : best;
    }
    return new Explanation(
        classification(clean, logs[0]),
        encoded.kept(),
        losses(logs, best),
        model.gradientTimesInput(words, places[best]));
  }

  @Override
  public List<UnitPattern> patterns(DataRequest data, int most) {
    return List.of();
  }

  @Override
  public void close() {}
}
