package io.palavra.training.classification;

import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.Tokenizers;
import io.palavra.pipeline.vocabulary.LabelScan;
import io.palavra.training.loop.ClassWeights;
import io.palavra.training.loop.TrainingOptions;
import java.util.Map;
import java.util.TreeMap;

/** Options that fit a data set: how much of a text is read, how long to train, class weights. */
final class Suggestion<O extends Record & ClassifierOptions<O>> {
  /** Share of the texts that are read whole. */
  private static final double WHOLE = 0.99;

  /** Texts that are looked at; more say nothing new about lengths. */
  private static final long MOST_TEXTS = 200_000;

  /** Texts in all epochs together that serve a small network. */
  private static final long TEXTS_TO_SEE = 200_000;

  private static final int FEWEST_EPOCHS = 3;
  private static final int MOST_EPOCHS = 30;
  private static final int ROUND = 8;

  /** From this ratio of the largest to the smallest class on, all classes should count alike. */
  private static final double UNBALANCED = 10;

  private final O defaults;

  Suggestion(O defaults) {
    this.defaults = defaults;
  }

  O fitting(DataRequest data) {
    GivenSets<LabelledText> given = Catalog.standard().classification(data);
    Tokenizer tokenizer = Tokenizers.of(defaults.text());
    Map<Integer, Long> lengths = new TreeMap<>();
    Map<String, Long> labels = new TreeMap<>();
    long texts = 0;
    try (RecordStream<LabelledText> records = given.train().open()) {
      while (records.hasNext() && texts < MOST_TEXTS) {
        LabelledText text = records.next().value();
        lengths.merge(tokenizer.tokens(text.text()).size(), 1L, Long::sum);
        labels.merge(text.label(), 1L, Long::sum);
        texts++;
      }
      // Of a set that is sorted by class the first texts may have one class alone.
      if (!records.hasNext()) {
        LabelScan.Builder classes = new LabelScan.Builder();
        labels.keySet().forEach(classes::add);
        classes.build(given.train().name());
      }
    }
    return defaults.with(text(lengths, texts), training(labels, texts));
  }

  private TextOptions text(Map<Integer, Long> lengths, long texts) {
    TextOptions text = defaults.text();
    int longest = Math.min(text.maxLength(), Math.max(ROUND, wholeUpTo(lengths, texts)));
    return new TextOptions(
        text.tokenizer(),
        text.lowerCase(),
        text.foldAccents(),
        text.minCount(),
        text.maxVocabulary(),
        longest,
        text.truncation());
  }

  private static int wholeUpTo(Map<Integer, Long> lengths, long texts) {
    long seen = 0;
    int at = 1;
    for (Map.Entry<Integer, Long> entry : lengths.entrySet()) {
      seen += entry.getValue();
      at = entry.getKey();
      if (seen >= WHOLE * texts) {
        break;
      }
    }
    return (at + ROUND - 1) / ROUND * ROUND;
  }

  private TrainingOptions training(Map<String, Long> labels, long texts) {
    long epochs = Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, TEXTS_TO_SEE / texts));
    long most = labels.values().stream().mapToLong(Long::longValue).max().orElse(1);
    long least = labels.values().stream().mapToLong(Long::longValue).min().orElse(1);
    ClassWeights weights =
        most > UNBALANCED * least ? ClassWeights.BALANCED : defaults.training().classWeights();
    return defaults.training().toBuilder().epochs((int) epochs).classWeights(weights).build();
  }
}
