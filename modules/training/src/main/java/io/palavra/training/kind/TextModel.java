package io.palavra.training.kind;

import java.util.List;

/** A model that reads texts token by token. */
public interface TextModel extends Model {

  /**
   * A text as the model reads it: cleaned, cut into tokens, cased as it was cased in training, and
   * no more tokens of it than are read; unknown ones among them. Empty for a text without tokens.
   */
  List<String> cut(String text);
}
