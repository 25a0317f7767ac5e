package io.palavra.embeddings.classifier;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.datavec.Cleaning;
import io.palavra.pipeline.split.PartFiles;
import io.palavra.pipeline.split.Splitter;
import io.palavra.pipeline.vocabulary.LabelScan;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.classification.ClassificationData;
import io.palavra.training.kind.Model;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.kind.RunFolder;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainPlan;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.vectors.WordVectorReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The classifier of fastText (Joulin, Grave, Bojanowski and Mikolov, "Bag of Tricks for Efficient
 * Text Classification", EACL 2017): the mean of the vectors of words and n-grams, and a linear
 * layer.
 */
public final class FastTextKind implements ModelKind {
  static final String ID = "fasttext";

  /** Texts in all epochs together that suffice. */
  private static final long TEXTS_TO_SEE = 250_000;

  private static final int FEWEST_EPOCHS = 5;
  private static final int MOST_EPOCHS = 50;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Texts by the mean of word and n-gram vectors, as fastText does, in seconds";
  }

  @Override
  public FastTextOptions defaults() {
    return FastTextOptions.defaults();
  }

  /** Few texts are gone through more often. */
  @Override
  public FastTextOptions suggest(DataRequest data) {
    GivenSets<LabelledText> given = Catalog.standard().classification(data);
    LabelScan.Builder classes = new LabelScan.Builder();
    long texts = 0;
    try (RecordStream<LabelledText> records = given.train().open()) {
      while (records.hasNext() && texts < TEXTS_TO_SEE) {
        classes.add(records.next().value().label());
        texts++;
      }
      // Of a set that is sorted by class the first texts may have one class alone.
      if (!records.hasNext()) {
        classes.build(given.train().name());
      }
    }
    long epochs = TEXTS_TO_SEE / texts;
    return defaults().withEpochs((int) Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, epochs)));
  }

  @Override
  public TrainPlan plan(TrainRequest request) {
    RunFolder.check(request.out(), request.resume());
    FastTextPreparation ready = FastTextPreparation.of(request, options(request));
    return ready.plan();
  }

  @Override
  public TrainedRun train(TrainRequest request) {
    return new FastTextRun(request, options(request), FastTextRun.Extent.ALL).run();
  }

  @Override
  public TrainedRun rehearse(TrainRequest request) {
    return new FastTextRun(request, options(request), FastTextRun.Extent.EPOCHS).run();
  }

  @Override
  public void requireRehearsable(TrainRequest request) {
    ClassificationData.of(
        request.data(), options(request).text(), Cleaning.STANDARD, request.say());
    request.vectors().ifPresent(WordVectorReader.standard()::dimensions);
  }

  @Override
  public TrainedRun compete(TrainRequest request) {
    return new FastTextRun(request, options(request), FastTextRun.Extent.MODEL).run();
  }

  @Override
  public DataRequest joined(DataRequest data, Path folder) {
    return PartFiles.joined(Splitter.split(Catalog.standard().classification(data)), folder);
  }

  @Override
  public Set<String> metrics() {
    return Set.of("loss", "accuracy", "macroF1");
  }

  @Override
  public boolean hasNetwork() {
    return false;
  }

  @Override
  public TextClassifier load(ModelBundle bundle) {
    return FastTextBundle.unpack(bundle.expectKind(ID));
  }

  /** What the program fastText wrote. */
  @Override
  public Optional<Model> imported(Path file) {
    return ImportedFastText.of(file).map(model -> model);
  }

  private static FastTextOptions options(TrainRequest request) {
    if (request.options() instanceof FastTextOptions options) {
      return options;
    }
    throw BadInputException.of(
        "options", request.options().getClass().getSimpleName(), "FastTextOptions");
  }
}
