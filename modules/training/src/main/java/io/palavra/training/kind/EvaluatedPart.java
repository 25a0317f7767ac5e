package io.palavra.training.kind;

import io.palavra.pipeline.option.OptionValue;
import java.util.Optional;

/** Which part of a data set a model is scored on. */
public enum EvaluatedPart {
  /** What is for tests, or all where the data have no parts. */
  TEST,

  /** What a training on the data chooses by. */
  DEV;

  /** What a score on it is headed by; nothing for the one that everybody expects. */
  public Optional<String> heading(String data) {
    return this == TEST ? Optional.empty() : Optional.of("development part of " + data);
  }

  @Override
  public String toString() {
    return OptionValue.of(this);
  }
}
