package io.palavra.embeddings.classifier;

import io.palavra.embeddings.fasttext.OutputLoss;

/** What a classifier minimises, by the names that fastText made usual. */
public enum ClassLoss {
  /** One softmax over all classes. */
  SOFTMAX(OutputLoss.SOFTMAX),
  /** Hierarchical softmax, for very many classes. */
  HS(OutputLoss.HIERARCHICAL_SOFTMAX),
  /** Each class against all others. */
  OVA(OutputLoss.ONE_VS_ALL);

  private final OutputLoss output;

  ClassLoss(OutputLoss output) {
    this.output = output;
  }

  OutputLoss output() {
    return output;
  }
}
