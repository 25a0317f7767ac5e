package io.palavra.cli;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.Model;
import io.palavra.training.kind.TextClassifier;
import java.nio.file.Files;
import java.nio.file.Path;

/** Models by path: a bundle, or the folder of a run that holds one. */
final class Models {

  private Models() {}

  static Path file(Path path) {
    return Files.isDirectory(path) ? path.resolve("model.palavra") : path;
  }

  static ModelBundle bundle(Path path) {
    return BundleReader.read(file(path));
  }

  static Model load(Path path) {
    ModelBundle bundle = bundle(path);
    return Kinds.named(bundle.kind()).load(bundle);
  }

  static TextClassifier classifier(Path path) {
    Model model = load(path);
    if (model instanceof TextClassifier classifier) {
      return classifier;
    }
    model.close();
    throw BadInputException.of(
        path.toString(), "a model of kind " + model.kind(), "a text classifier");
  }
}
