package io.palavra.sentiment;

import io.palavra.training.classification.ClassifierKind;
import io.palavra.training.classification.TextClassifierContract;
import java.util.List;

/** The same contract for what the default network does not have: another cell, and attention. */
class AttentionContractTest extends TextClassifierContract<SentimentOptions> {

  @Override
  protected ClassifierKind<SentimentOptions> kind() {
    return new SentimentKind();
  }

  @Override
  protected List<String> small() {
    return List.of(
        "pooling=attention",
        "cell=gru",
        "embedding=6",
        "hidden=5",
        "dropout=0.1",
        "embeddingDropout=0.1",
        "minCount=1",
        "maxLength=20");
  }

  @Override
  protected List<String> wrong() {
    return List.of("pooling=attentive", "layers=0", "embeddingDropout=-0.1");
  }
}
