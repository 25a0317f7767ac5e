package io.palavra.pipeline.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitterTest {
  private static final SplitOptions OPTIONS = SplitOptions.defaults();

  @Test
  void givenPartsAreKept() {
    Corpus<LabelledText> train = corpus(records(10));
    Corpus<LabelledText> dev = corpus(records(3));
    Corpus<LabelledText> test = corpus(records(4));
    Split<LabelledText> split =
        Splitter.split(new GivenSets<>("x", train, Optional.of(dev), Optional.of(test), ""));
    assertThat(split.train().corpus()).isSameAs(train);
    assertThat(split.dev().corpus()).isSameAs(dev);
    assertThat(split.test().corpus()).isSameAs(test);
  }

  @Test
  void everyRecordIsInExactlyOnePartAndEachClassIsSharedOutExactly() {
    List<LabelledText> all = records(1_000);
    Split<LabelledText> split = Splitter.split(given(all));
    List<LabelledText> together = new ArrayList<>();
    for (Corpus<LabelledText> part : parts(split)) {
      together.addAll(read(part));
    }
    assertThat(together).containsExactlyInAnyOrderElementsOf(all);
    for (String label : List.of("a", "b")) {
      assertThat(count(split.test().corpus(), label)).isEqualTo(50);
      assertThat(count(split.dev().corpus(), label)).isEqualTo(50);
    }
    assertThat(split.how()).contains("10 %").contains("hash");
  }

  @Test
  void textsWithoutACharacterStayInTheTrainingPartAndMoveNoOther() {
    List<LabelledText> all = records(1_000);
    List<LabelledText> withEmpty = new ArrayList<>(all);
    for (int i = 0; i < 40; i++) {
      withEmpty.add(i, new LabelledText(i % 3 == 0 ? " " : "", i % 2 == 0 ? "a" : "b"));
    }
    for (int ranked : new int[] {Splitter.MOST_RANKED, 10}) {
      Split<LabelledText> without = Splitter.split(given(all), OPTIONS, ranked);
      Split<LabelledText> with = Splitter.split(given(withEmpty), OPTIONS, ranked);
      assertThat(read(with.dev().corpus())).isEqualTo(read(without.dev().corpus()));
      assertThat(read(with.test().corpus())).isEqualTo(read(without.test().corpus()));
      assertThat(read(with.train().corpus())).hasSize(read(without.train().corpus()).size() + 40);
    }
  }

  @Test
  void aGivenTestSetIsKeptAndATenthOfTheRestIsForDevelopment() {
    Corpus<LabelledText> test = corpus(records(4));
    Split<LabelledText> split =
        Splitter.split(
            new GivenSets<>("x", corpus(records(200)), Optional.empty(), Optional.of(test), ""));
    assertThat(split.test().corpus()).isSameAs(test);
    assertThat(read(split.dev().corpus())).hasSize(20);
    assertThat(read(split.train().corpus())).hasSize(180);
    assertThat(split.how()).startsWith("test set as given");
  }

  @Test
  void theOrderOfTheRowsPlaysNoPart() {
    List<LabelledText> shuffled = new ArrayList<>(records(500));
    Collections.shuffle(shuffled, new Random(1));
    for (int ranked : new int[] {Splitter.MOST_RANKED, 10}) {
      Split<LabelledText> one = Splitter.split(given(records(500)), OPTIONS, ranked);
      Split<LabelledText> other = Splitter.split(given(shuffled), OPTIONS, ranked);
      for (int part = 0; part < 3; part++) {
        assertThat(new HashSet<>(read(parts(one).get(part))))
            .isEqualTo(new HashSet<>(read(parts(other).get(part))));
      }
    }
  }

  @Test
  void equalTextsAreOnOneSideWhateverTheirCaseSpacesAndLabels() {
    List<LabelledText> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      all.add(new LabelledText("Muito BOM  o produto " + i, "a"));
      all.add(new LabelledText(" muito bom o\tproduto " + i + "\n", "b"));
    }
    for (int ranked : new int[] {Splitter.MOST_RANKED, 10}) {
      List<Set<String>> sides = new ArrayList<>();
      for (Corpus<LabelledText> part : parts(Splitter.split(given(all), OPTIONS, ranked))) {
        Set<String> texts = new HashSet<>();
        for (LabelledText record : read(part)) {
          texts.add(record.text().replaceAll("\\D", ""));
        }
        sides.add(texts);
      }
      assertThat(sides.stream().mapToInt(Set::size).sum()).isEqualTo(300);
    }
  }

  @Test
  void aBigCorpusIsSharedOutByTheHashAlone() {
    Split<LabelledText> split = Splitter.split(given(records(20_000)), OPTIONS, 100);
    // Four standard deviations of a binomial count with n = 10,000 and p = 0.1 are 120.
    for (String label : List.of("a", "b")) {
      assertThat(count(split.test().corpus(), label)).isCloseTo(1_000, within(120));
      assertThat(count(split.dev().corpus(), label)).isCloseTo(1_000, within(120));
    }
  }

  @Test
  void threeTextsOfAClassAreEnoughForAllSides() {
    List<LabelledText> few = records(6);
    Split<LabelledText> split = Splitter.split(given(few));
    for (Corpus<LabelledText> part : parts(split)) {
      assertThat(count(part, "a")).isEqualTo(1);
      assertThat(count(part, "b")).isEqualTo(1);
    }
  }

  @Test
  void anotherSaltIsAnotherSplitAndAnotherFingerprint() {
    Split<LabelledText> one = Splitter.split(given(records(200)));
    Split<LabelledText> same = Splitter.split(given(records(200)));
    Split<LabelledText> other =
        Splitter.split(given(records(200)), new SplitOptions(0.1, 0.1, "other"));
    assertThat(read(one.test().corpus())).isEqualTo(read(same.test().corpus()));
    assertThat(read(one.test().corpus())).isNotEqualTo(read(other.test().corpus()));
    assertThat(one.test().corpus().fingerprint()).isEqualTo(same.test().corpus().fingerprint());
    assertThat(one.test().corpus().fingerprint())
        .isNotEqualTo(other.test().corpus().fingerprint())
        .isNotEqualTo(one.dev().corpus().fingerprint());
  }

  @Test
  void sharesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new SplitOptions(0, 0.1, "")).isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> new SplitOptions(0.5, 0.5, "")).isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> new SplitOptions(Double.NaN, 0.1, ""))
        .isInstanceOf(BadInputException.class);
  }

  private static List<LabelledText> records(int count) {
    List<LabelledText> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(new LabelledText("text number " + i, i < count / 2 ? "a" : "b"));
    }
    return records;
  }

  private static Corpus<LabelledText> corpus(List<LabelledText> records) {
    return Corpora.of("reviews.csv", records);
  }

  private static GivenSets<LabelledText> given(List<LabelledText> records) {
    return new GivenSets<>("x", corpus(records), Optional.empty(), Optional.empty(), "");
  }

  private static List<Corpus<LabelledText>> parts(Split<LabelledText> split) {
    return List.of(split.train().corpus(), split.dev().corpus(), split.test().corpus());
  }

  private static int count(Corpus<LabelledText> corpus, String label) {
    return (int) read(corpus).stream().filter(r -> r.label().equals(label)).count();
  }

  private static List<LabelledText> read(Corpus<LabelledText> corpus) {
    List<LabelledText> all = new ArrayList<>();
    try (RecordStream<LabelledText> records = corpus.open()) {
      records.forEachRemaining(located -> all.add(located.value()));
    }
    return all;
  }
}
