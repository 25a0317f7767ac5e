package io.palavra.sentiment;

import io.palavra.training.classification.ClassifierKind;
import io.palavra.training.classification.TextClassifierContract;
import java.util.List;

class SentimentContractTest extends TextClassifierContract<SentimentOptions> {

  @Override
  protected ClassifierKind<SentimentOptions> kind() {
    return new SentimentKind();
  }

  @Override
  protected List<String> small() {
    return List.of(
        "embedding=6",
        "hidden=5",
        "dropout=0.2",
        "embeddingDropout=0.1",
        "recurrentDropout=0.1",
        "minCount=1",
        "maxLength=20");
  }

  @Override
  protected List<String> wrong() {
    return List.of(
        "hidden=-1",
        "embedding=0",
        "layers=99",
        "dropout=1",
        "cell=lstn",
        "pooling=sum",
        "bidirectional=perhaps",
        "learningRate=0",
        "maxLength=0",
        "epochs=two");
  }
}
