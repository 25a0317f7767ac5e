package io.palavra.training.baseline;

import de.bwaldvogel.liblinear.Feature;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.TestSet;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.Tokenizers;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.training.evaluation.Rival;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.List;

/**
 * TF-IDF of words and bigrams under an L2-regularised linear learner (LIBLINEAR: Fan, Chang, Hsieh,
 * Wang and Lin, JMLR 9, 2008). It learns from the training set, chooses among its candidates on the
 * development set and answers the test set once. The same data, options and seed give the same
 * answers. Memory is bounded whatever the corpus's size.
 */
public final class LinearBaseline {
  private static final double NANOS = 1e9;
  private static final String CHARACTERS = "characters";

  private LinearBaseline() {}

  /**
   * Learns and answers with the tokeniser of a model's options and the default bounds.
   *
   * @throws io.palavra.pipeline.BadInputException when a set can not be read, or has a class that
   *     is not among the labels
   */
  public static BaselineResult train(
      Split<LabelledText> split, Labels labels, TextOptions text, long seed) {
    return learn(split, labels, text, seed).result();
  }

  /** As {@link #train(Split, Labels, TextOptions, long)}, to answer more than once. */
  public static Answering learn(
      Split<LabelledText> split, Labels labels, TextOptions text, long seed) {
    boolean characters = text.tokenizer().equals(CHARACTERS);
    LinearOptions options = characters ? LinearOptions.characters() : LinearOptions.words();
    return learn(split, labels, Tokenizers.of(text), options, seed);
  }

  /**
   * Learns and answers.
   *
   * @param labels the classes of the training set
   * @param tokenizer the model's
   * @throws io.palavra.pipeline.BadInputException when a set can not be read, or has a class that
   *     is not among the labels
   */
  public static BaselineResult train(
      Split<LabelledText> split,
      Labels labels,
      Tokenizer tokenizer,
      LinearOptions options,
      long seed) {
    return learn(split, labels, tokenizer, options, seed).result();
  }

  /** A classifier that has learned. */
  @FunctionalInterface
  public interface Answering {

    /** Answers all texts of the test set, anew with every call. */
    BaselineResult result();
  }

  private static Answering learn(
      Split<LabelledText> split,
      Labels labels,
      Tokenizer tokenizer,
      LinearOptions options,
      long seed) {
    long start = System.nanoTime();
    TextSample train = TextSample.of(split.train().corpus(), labels, tokenizer, options, seed);
    TextSample dev = TextSample.of(split.dev().corpus(), labels, tokenizer, options, seed);
    int maxFeatures = Math.max(1, options.maxWeights() / Math.max(1, labels.size()));
    TfIdf tfIdf = TfIdf.of(train.texts(), options, maxFeatures);
    Chosen chosen = choose(train.texts(), dev.texts(), tfIdf, options, seed);
    double seconds = (System.nanoTime() - start) / NANOS;
    int learned = train.texts().size();
    long seen = train.seen();
    return () ->
        new BaselineResult(
            answer(split.test(), labels, tokenizer, options, tfIdf, chosen.model(), seconds),
            chosen.candidate(),
            chosen.devAccuracy(),
            tfIdf.features(),
            learned,
            seen);
  }

  private record Chosen(LinearOptions.Candidate candidate, LinearModel model, double devAccuracy) {}

  /** The candidate with the best accuracy on the development set, the first of equals. */
  private static Chosen choose(
      List<TextSample.Text> train,
      List<TextSample.Text> dev,
      TfIdf tfIdf,
      LinearOptions options,
      long seed) {
    Feature[][] trainVectors = vectors(train, tfIdf);
    Feature[][] devVectors = vectors(dev, tfIdf);
    int[] trainLabels = train.stream().mapToInt(TextSample.Text::label).toArray();
    int[] devLabels = dev.stream().mapToInt(TextSample.Text::label).toArray();
    Chosen best = null;
    for (LinearOptions.Candidate candidate : options.candidates()) {
      LinearModel model =
          LinearModel.train(trainVectors, trainLabels, tfIdf.features() + 1, candidate, seed);
      double accuracy = accuracy(model, devVectors, devLabels);
      if (best == null || accuracy > best.devAccuracy()) {
        best = new Chosen(candidate, model, accuracy);
      }
    }
    return best;
  }

  static Feature[][] vectors(List<TextSample.Text> texts, TfIdf tfIdf) {
    return texts.parallelStream()
        .map(text -> tfIdf.vector(text.tokens()))
        .toArray(Feature[][]::new);
  }

  private static double accuracy(LinearModel model, Feature[][] vectors, int[] labels) {
    int hits = 0;
    for (int i = 0; i < labels.length; i++) {
      hits += model.predict(vectors[i]) == labels[i] ? 1 : 0;
    }
    return labels.length == 0 ? 0 : (double) hits / labels.length;
  }

  private static Rival answer(
      TestSet<LabelledText> test,
      Labels labels,
      Tokenizer tokenizer,
      LinearOptions options,
      TfIdf tfIdf,
      LinearModel model,
      double seconds) {
    IntArrayList truth = new IntArrayList();
    IntArrayList predicted = new IntArrayList();
    try (RecordStream<LabelledText> stream = test.corpus().open()) {
      while (stream.hasNext()) {
        TextSample.Text text = TextSample.text(stream.next(), labels, tokenizer, options, 0);
        truth.add(text.label());
        predicted.add(model.predict(tfIdf.vector(text.tokens())));
      }
    }
    return new Rival(BaselineResult.NAME, truth.toIntArray(), predicted.toIntArray(), seconds);
  }
}
