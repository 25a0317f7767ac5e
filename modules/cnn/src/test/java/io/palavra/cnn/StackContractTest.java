package io.palavra.cnn;

import io.palavra.training.classification.ClassifierKind;
import io.palavra.training.classification.TextClassifierContract;
import java.util.List;

/** Convolutions above one another, with all that may stand between them. */
class StackContractTest extends TextClassifierContract<CnnOptions> {

  @Override
  protected ClassifierKind<CnnOptions> kind() {
    return new CnnKind();
  }

  @Override
  protected List<String> small() {
    return List.of(
        "style=stacked",
        "embedding=6",
        "widths=3,2,3",
        "pools=1,2,1",
        "filters=8",
        "residual=true",
        "normalization=layer",
        "segments=2",
        "denseLayers=1",
        "dense=8",
        "dropout=0.1",
        "embeddingDropout=0.1",
        "minCount=1",
        "maxLength=20");
  }

  @Override
  protected List<String> wrong() {
    return List.of("kMax=0", "pools=0", "pools=1", "segments=-1", "dense=-1");
  }
}
