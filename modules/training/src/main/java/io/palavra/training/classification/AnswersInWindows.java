package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.kind.Classification;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers to a stream of texts, of which so many are read before the first of them is answered.
 * What stands before a text that can not be read is answered; then comes the complaint, whenever
 * the next answer is asked for.
 */
final class AnswersInWindows implements Iterator<Classification> {
  private final Iterator<String> texts;
  private final int size;
  private final Function<List<String>, List<Classification>> answer;
  private Iterator<Classification> window = List.<Classification>of().iterator();
  private Optional<BadInputException> complaint = Optional.empty();

  AnswersInWindows(
      Iterator<String> texts, int size, Function<List<String>, List<Classification>> answer) {
    this.texts = texts;
    this.size = size;
    this.answer = answer;
  }

  @Override
  public boolean hasNext() {
    if (window.hasNext()) {
      return true;
    }
    if (complaint.isPresent()) {
      throw complaint.get();
    }
    return texts.hasNext();
  }

  @Override
  public Classification next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (!window.hasNext()) {
      window = answer.apply(readAhead()).iterator();
    }
    return window.next();
  }

  private List<String> readAhead() {
    List<String> some = new ArrayList<>(List.of(texts.next()));
    try {
      while (some.size() < size && texts.hasNext()) {
        some.add(texts.next());
      }
    } catch (BadInputException e) {
      complaint = Optional.of(e);
    }
    return some;
  }
}
