package io.palavra.pipeline.check;

import io.palavra.pipeline.corpus.Place;
import java.util.ArrayList;
import java.util.List;

/** A count and the first examples of what is counted. */
final class Tally {
  private final int most;
  private final List<Example> examples = new ArrayList<>();
  private long count;

  Tally(int most) {
    this.most = most;
  }

  void add(Place place, String text, int offset) {
    count++;
    if (examples.size() < most) {
      examples.add(new Example(List.of(place), Excerpt.around(text, offset)));
    }
  }

  void add(Example example) {
    count++;
    if (examples.size() < most) {
      examples.add(example);
    }
  }

  long count() {
    return count;
  }

  List<Example> examples() {
    return examples;
  }
}
