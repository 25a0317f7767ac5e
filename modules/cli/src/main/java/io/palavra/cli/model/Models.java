package io.palavra.cli.model;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.Model;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.kind.ScoredModel;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TextModel;
import io.palavra.translator.Translator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;

/** Models by path: a bundle, the folder of a run that holds one, or another program's file. */
public final class Models {

  private Models() {}

  /** The bundle in a run's folder; any other path as it is. */
  public static Path file(Path path) {
    return Files.isDirectory(path) ? path.resolve("model.palavra") : path;
  }

  /**
   * A bundle of a kind that there is here.
   *
   * @throws BadInputException when it can not be read, or is of another kind, which is found before
   *     its contents are read
   */
  public static ModelBundle bundle(Path path) {
    Path file = file(path);
    String kind = BundleReader.manifest(file).kind();
    SortedMap<String, ModelKind> kinds = Kinds.all();
    if (!kinds.containsKey(kind)) {
      throw BadInputException.of(
          file.toString(),
          "kind " + kind,
          "a model of a kind that palavra kinds lists: " + String.join(", ", kinds.keySet()));
    }
    return BundleReader.read(file);
  }

  /**
   * The model of a bundle, or of a file of another program's that some kind reads.
   *
   * @throws BadInputException when it can not be read
   */
  public static Model load(Path path) {
    return imported(path).orElseGet(() -> ofBundle(path));
  }

  /**
   * The model of another program's file; none where no kind reads it.
   *
   * @throws BadInputException when it can not be read
   */
  static Optional<Model> imported(Path path) {
    return Kinds.all().values().stream()
        .flatMap(kind -> kind.imported(file(path)).stream())
        .findFirst();
  }

  private static Model ofBundle(Path path) {
    ModelBundle bundle = bundle(path);
    try {
      return Kinds.named(bundle.kind()).load(bundle);
    } catch (BadInputException e) {
      throw e.inside(file(path).toString());
    }
  }

  public static TextClassifier classifier(Path path) {
    return as(TextClassifier.class, path, "a text classifier");
  }

  static TextModel text(Path path) {
    return as(TextModel.class, path, "a model that reads texts, as classifiers and translators do");
  }

  static ScoredModel scored(Path path) {
    return as(ScoredModel.class, path, "a kind that can be scored on data");
  }

  public static Translator translator(Path path) {
    return as(Translator.class, path, "a translator");
  }

  private static <M extends Model> M as(Class<M> type, Path path, String expected) {
    Model model = load(path);
    if (type.isInstance(model)) {
      return type.cast(model);
    }
    model.close();
    throw BadInputException.of(file(path).toString(), "a model of kind " + model.kind(), expected);
  }
}
