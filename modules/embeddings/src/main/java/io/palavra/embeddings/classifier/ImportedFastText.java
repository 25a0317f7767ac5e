package io.palavra.embeddings.classifier;

import io.palavra.embeddings.fasttext.FastTextFiles;
import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.datavec.Cleaning;
import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.encode.Truncation;
import io.palavra.pipeline.file.InputFile;
import io.palavra.pipeline.token.SpaceTokenizer;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.pipeline.vocabulary.VocabularyBuilder;
import io.palavra.training.classification.ClassifierParts;
import io.palavra.training.evaluation.Calibration;
import io.palavra.training.kind.Classification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A {@code .bin} or {@code .ftz} that the program fastText wrote in its mode {@code supervised}.
 * Texts are cut at white space and answered with its probabilities, which add up to 1 unless it
 * tells each class from all others.
 */
final class ImportedFastText extends FastTextClassifier {
  private static final int MAGIC_LENGTH = 4;

  private ImportedFastText(ClassifierParts parts, FastTextModel model) {
    super(parts, model, Optional.empty());
  }

  /**
   * The classifier of a file; none where it is no model of fastText's.
   *
   * @throws BadInputException when it is one that can not be read, or has no labels
   */
  static Optional<FastTextClassifier> of(Path file) {
    if (!isModel(file)) {
      return Optional.empty();
    }
    FastTextModel model = FastTextFiles.read(file);
    if (!model.isClassifier()) {
      throw BadInputException.of(
          file.toString(),
          "word vectors of fastText's, without labels",
          "a classifier, as fasttext supervised writes it; vectors are for palavra embeddings");
    }
    return Optional.of(new ImportedFastText(parts(model), model));
  }

  private static boolean isModel(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = InputFile.unpacked(file)) {
      return FastTextFiles.isModel(in.readNBytes(MAGIC_LENGTH));
    } catch (IOException | BadInputException whoReadsItSaysWhatIsWrong) {
      return false;
    }
  }

  private static ClassifierParts parts(FastTextModel model) {
    VocabularyBuilder words = new VocabularyBuilder(1, Integer.MAX_VALUE);
    for (int i = 0; i < model.words().size(); i++) {
      words.add(model.words().index().word(i));
    }
    TextOptions options =
        new TextOptions(
            SpaceTokenizer.NAME,
            false,
            false,
            1,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Truncation.HEAD);
    return new ClassifierParts(
        FastTextKind.ID,
        Cleaning.NONE,
        new TextEncoder(new SpaceTokenizer(false, false), words.build(), options),
        new Labels(model.labels()),
        Calibration.NONE);
  }

  @Override
  double[] logs(List<String> words) {
    return Arrays.stream(model().probabilities(words))
        .map(probability -> Math.log(Math.max(probability, Double.MIN_NORMAL)))
        .toArray();
  }

  @Override
  protected Classification classification(String text, double[] logs) {
    Classification best = super.classification(text, logs);
    List<Double> probabilities = Arrays.stream(logs).map(Math::exp).boxed().toList();
    double most = probabilities.get(labels().indexOf(best.label()));
    return new Classification(text, best.label(), most, best.labels(), probabilities);
  }
}
