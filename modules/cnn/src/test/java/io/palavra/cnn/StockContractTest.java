package io.palavra.cnn;

import io.palavra.training.classification.ClassifierKind;
import io.palavra.training.classification.TextClassifierContract;
import io.palavra.training.kind.LayerChoice;
import java.util.List;

/** The same network on Deeplearning4j's own layers. */
class StockContractTest extends TextClassifierContract<CnnOptions> {

  @Override
  protected ClassifierKind<CnnOptions> kind() {
    return new CnnKind();
  }

  @Override
  protected LayerChoice layers() {
    return LayerChoice.STOCK;
  }

  @Override
  protected List<String> small() {
    return List.of(
        "embedding=6",
        "widths=1,2,4",
        "filters=5",
        "dropout=0.2",
        "embeddingDropout=0.1",
        "minCount=1",
        "maxLength=20");
  }

  @Override
  protected List<String> wrong() {
    return List.of("filters=-2");
  }
}
