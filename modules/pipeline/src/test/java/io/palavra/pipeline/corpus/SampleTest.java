package io.palavra.pipeline.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {
  private static final Corpus<Integer> NUMBERS =
      Corpora.of("numbers", IntStream.range(0, 100_000).boxed().toList());

  @Test
  void whatFitsIsTheCorpusItself() {
    assertThat(drawn(100_000).of(NUMBERS)).isSameAs(NUMBERS);
    assertThat(drawn(100_000).partial()).isFalse();
  }

  @Test
  void aSampleKeepsOrderAndPlaceWithinItsBound() {
    Sample<Integer> sample = drawn(5_000);
    List<Located<Integer>> kept = records(sample.of(NUMBERS));
    assertThat(sample.seen()).isEqualTo(100_000);
    assertThat(kept).hasSizeBetween(2_000, 5_000);
    assertThat(kept).isSortedAccordingTo((a, b) -> Integer.compare(a.value(), b.value()));
    assertThat(kept).allMatch(record -> record.place().line() == record.value() + 1);
  }

  @Test
  void everyPartOfTheSourceIsDrawnFromAlike() {
    List<Located<Integer>> kept = records(drawn(20_000).of(NUMBERS));
    double mean = kept.stream().mapToInt(Located::value).average().orElseThrow();
    double deviation = 100_000 / Math.sqrt(12 * kept.size());
    assertThat(mean).isCloseTo(50_000, within(4 * deviation));
    for (int tenth = 0; tenth < 10; tenth++) {
      int from = tenth * 10_000;
      long there = kept.stream().filter(r -> r.value() / 10_000 == from / 10_000).count();
      double expected = kept.size() / 10.0;
      assertThat((double) there).isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }
  }

  @Test
  void theSameIsDrawnAgain() {
    assertThat(records(drawn(3_000).of(NUMBERS))).isEqualTo(records(drawn(3_000).of(NUMBERS)));
    assertThat(drawn(3_000).of(NUMBERS).fingerprint())
        .isEqualTo(drawn(3_000).of(NUMBERS).fingerprint())
        .isNotEqualTo(NUMBERS.fingerprint());
  }

  private static Sample<Integer> drawn(long most) {
    Sample<Integer> sample = new Sample<>(number -> 1, most);
    records(NUMBERS).forEach(sample::see);
    return sample;
  }

  private static List<Located<Integer>> records(Corpus<Integer> corpus) {
    List<Located<Integer>> records = new ArrayList<>();
    try (RecordStream<Integer> stream = corpus.open()) {
      stream.forEachRemaining(records::add);
    }
    return records;
  }
}
