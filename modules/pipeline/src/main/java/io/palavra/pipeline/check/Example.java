package io.palavra.pipeline.check;

import io.palavra.pipeline.corpus.Place;
import java.util.List;

/**
 * One row that shows a finding.
 *
 * @param places where the row stands, and behind it where its twin stands, for duplicates
 * @param excerpt a piece of the text, on one line, control characters written as escapes
 */
public record Example(List<Place> places, String excerpt) {

  /** Copies the list. */
  public Example {
    places = List.copyOf(places);
  }
}
