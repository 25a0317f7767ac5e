package io.palavra.pipeline.token;

/** Options that settle which tokeniser is meant. */
public interface TokenizerChoice {

  /** The tokeniser that these options ask for. */
  TokenizerSpec tokenizerSpec();
}
