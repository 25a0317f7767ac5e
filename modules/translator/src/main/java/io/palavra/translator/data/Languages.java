package io.palavra.translator.data;

import io.palavra.pipeline.check.LanguageGuess;
import io.palavra.pipeline.corpus.ParallelText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The languages of pairs, by their English names; empty where they are not sure.
 *
 * @param source what is read
 * @param target what is written
 */
public record Languages(String source, String target) {
  /** Nobody knows. */
  public static final Languages UNKNOWN = new Languages("", "");

  private static final int LOOKED_AT = 40;

  /** Of the first pairs. */
  public static Languages of(List<ParallelText> pairs) {
    LanguageGuess guess = new LanguageGuess();
    return new Languages(
        guess.of(joined(pairs, ParallelText::source)).orElse(""),
        guess.of(joined(pairs, ParallelText::target)).orElse(""));
  }

  private static String joined(List<ParallelText> pairs, Function<ParallelText, String> side) {
    return pairs.stream().limit(LOOKED_AT).map(side).collect(Collectors.joining(" "));
  }

  /** As {@link #otherDirection(String)} of the first of several texts together. */
  public Optional<String> otherDirection(List<String> texts) {
    return otherDirection(texts.stream().limit(LOOKED_AT).collect(Collectors.joining(" ")));
  }

  /** What to say to somebody whose text is in the language that is written. */
  public Optional<String> otherDirection(String text) {
    if (source.isEmpty() || target.isEmpty() || source.equals(target)) {
      return Optional.empty();
    }
    return new LanguageGuess()
        .of(text)
        .filter(target::equals)
        .map(
            found ->
                "the text looks like "
                    + found
                    + ", but this model reads "
                    + source
                    + " and writes "
                    + target);
  }
}
