package io.palavra.embeddings.classifier;

import io.palavra.embeddings.fasttext.Words;
import io.palavra.embeddings.supervised.LabelledLines;
import io.palavra.embeddings.supervised.SupervisedTraining;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.datavec.Cleaning;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.classification.ClassificationData;
import io.palavra.training.classification.ClassifierParts;
import io.palavra.training.classification.PretrainedVectors;
import io.palavra.training.evaluation.Calibration;
import io.palavra.training.kind.TrainPlan;
import io.palavra.training.kind.TrainRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything up to the first epoch.
 *
 * @param options of the classifier
 * @param data ready to learn from
 * @param parts what stands around the model, not calibrated
 * @param training with nothing learned yet
 */
record FastTextPreparation(
    FastTextOptions options,
    ClassificationData data,
    ClassifierParts parts,
    SupervisedTraining training) {
  private static final double NANOS_PER_MINUTE = 60e9;
  private static final long MEASURED_NANOS = 1_000_000_000L;

  /** Reads the data and codes the training part. */
  static FastTextPreparation of(TrainRequest request, FastTextOptions options) {
    ClassificationData data =
        ClassificationData.of(request.data(), options.text(), Cleaning.STANDARD, request.say());
    ClassifierParts parts = ClassifierParts.of(FastTextKind.ID, data);
    float[] counts = new float[data.labels().counts().length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = data.labels().counts()[i];
    }
    Vocabulary vocabulary = data.encoder().vocabulary();
    Words words = FastTextBundle.words(vocabulary, data.labels().labels(), counts, options);
    SupervisedTraining training =
        SupervisedTraining.of(lines(data), words, options.training(request.seed()));
    request
        .vectors()
        .ifPresent(
            file ->
                request
                    .say()
                    .accept(
                        PretrainedVectors.put(
                            file,
                            vocabulary,
                            options.embedding(),
                            (id, vector) ->
                                training.put(words.index().find(vocabulary.token(id)), vector))));
    return new FastTextPreparation(options, data, parts, training);
  }

  private static LabelledLines lines(ClassificationData data) {
    Corpus<LabelledText> corpus = data.split().train().corpus();
    return new LabelledLines() {
      @Override
      public String name() {
        return corpus.name();
      }

      @Override
      public void read(Sink sink) {
        try (RecordStream<LabelledText> records = corpus.open()) {
          while (records.hasNext()) {
            LabelledText record = records.next().value();
            List<Token> kept = data.encoder().encodeFully(record.text()).kept();
            sink.line(List.of(record.label()), kept.stream().map(Token::text).toList());
          }
        }
      }
    };
  }

  /** The classifier as it is now; it shares its tables with the training. */
  FastTextClassifier classifier() {
    return new FastTextClassifier(parts, training.model(), Optional.empty());
  }

  /** The model of now as a bundle. */
  ModelBundle bundle(Calibration calibration, Map<String, Double> metrics) {
    return FastTextBundle.pack(parts.with(calibration), options, training.model(), metrics);
  }

  /** Learns for a second to tell what all would take. */
  TrainPlan plan() {
    long begun = System.nanoTime();
    double[] share = new double[1];
    training.epoch(
        () -> System.nanoTime() - begun > MEASURED_NANOS,
        now -> share[0] = Math.max(share[0], now));
    double nanos = System.nanoTime() - begun;
    double whole = share[0] > 0 ? nanos / share[0] : nanos * options.epochs();
    return new TrainPlan(
        "texts",
        training.lines(),
        data.devRows(),
        data.testRows(),
        data.encoder().vocabulary().size(),
        training.parameters(),
        Runtime.getRuntime().maxMemory(),
        whole / NANOS_PER_MINUTE);
  }
}
