package io.palavra.pipeline.corpus;

import java.util.List;

/**
 * A sentence of a CoNLL or CoNLL-U file.
 *
 * @param tokens the word forms
 * @param tags one tag a token
 */
public record TaggedSentence(List<String> tokens, List<String> tags) {

  /** Copies its lists. */
  public TaggedSentence {
    tokens = List.copyOf(tokens);
    tags = List.copyOf(tags);
    if (tokens.size() != tags.size()) {
      throw new IllegalArgumentException(tokens.size() + " tokens, " + tags.size() + " tags");
    }
  }
}
