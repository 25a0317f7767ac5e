package io.palavra.cnn;

import io.palavra.training.classification.ClassifierKind;
import io.palavra.training.classification.TextClassifierContract;
import java.util.List;

/** Filters of several widths side by side. */
class CnnContractTest extends TextClassifierContract<CnnOptions> {

  @Override
  protected ClassifierKind<CnnOptions> kind() {
    return new CnnKind();
  }

  @Override
  protected List<String> small() {
    return List.of(
        "embedding=6",
        "widths=1,2,4",
        "filters=5",
        "dropout=0.2",
        "embeddingDropout=0.1",
        "maxNorm=3",
        "minCount=1",
        "maxLength=20");
  }

  @Override
  protected List<String> wrong() {
    return List.of(
        "widths=0",
        "widths=10000",
        "filters=-1",
        "embedding=-5",
        "kMax=0",
        "pools=2",
        "segments=3",
        "residual=true",
        "normalization=layer",
        "normalization=group",
        "denseLayers=99",
        "dropout=1",
        "maxNorm=-1",
        "style=kin",
        "vectors=word2vec",
        "border=none",
        "learningRate=0");
  }
}
