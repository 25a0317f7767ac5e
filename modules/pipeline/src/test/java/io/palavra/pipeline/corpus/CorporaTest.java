package io.palavra.pipeline.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Corpora over corpora give the same records as a pass of their own, in fewer passes. */
class CorporaTest {
  private final Counted source = new Counted(List.of("a", "bb", "ccc", "dddd", "eeeee"));

  /** A corpus that counts how often it is opened and how often its bytes are summed. */
  private static final class Counted implements Corpus<String> {
    private final Corpus<String> records;
    private int opened;
    private int summed;

    Counted(List<String> records) {
      this.records = Corpora.of("words", records);
    }

    @Override
    public String name() {
      return records.name();
    }

    @Override
    public RecordStream<String> open() {
      opened++;
      return records.open();
    }

    @Override
    public Fingerprint fingerprint() {
      summed++;
      return records.fingerprint();
    }
  }

  @Test
  void whatFitsIsReadFromItsSourceOnce() {
    Corpus<String> remembered = Corpora.remembered(source, String::length, 15);
    List<Located<String>> first = all(remembered);
    assertThat(all(remembered)).isEqualTo(first).isEqualTo(all(source.records));
    assertThat(all(remembered)).isEqualTo(first);
    assertThat(source.opened).isEqualTo(1);
    assertThat(remembered.name()).isEqualTo("words");
  }

  @Test
  void whatDoesNotFitIsReadAnewInEachPass() {
    Corpus<String> remembered = Corpora.remembered(source, String::length, 14);
    List<Located<String>> first = all(remembered);
    assertThat(all(remembered)).isEqualTo(first).isEqualTo(all(source.records));
    assertThat(source.opened).isEqualTo(2);
  }

  @Test
  void aPassThatIsGivenUpIsNotTakenForAWholeOne() {
    Corpus<String> remembered = Corpora.remembered(source, String::length, 15);
    try (RecordStream<String> records = remembered.open()) {
      assertThat(records.next().value()).isEqualTo("a");
      assertThat(records.hasNext()).isTrue();
    }
    assertThat(all(remembered)).hasSize(5);
    assertThat(source.opened).isEqualTo(2);
  }

  @Test
  void aComplaintIsMadeInEachPass() {
    Corpus<String> broken =
        Corpora.map(
            source,
            "complains",
            record -> {
              if (record.value().equals("ccc")) {
                throw BadInputException.of("words", "no c");
              }
              return record.value();
            });
    Corpus<String> remembered = Corpora.remembered(broken, String::length, 100);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> all(remembered)).isInstanceOf(BadInputException.class);
    }
  }

  @Test
  void theFingerprintIsThatOfTheSourceAndIsTakenOnce() {
    Corpus<String> remembered = Corpora.remembered(source, String::length, 1);
    assertThat(remembered.fingerprint()).isEqualTo(source.records.fingerprint());
    assertThat(remembered.fingerprint()).isEqualTo(source.records.fingerprint());
    assertThat(source.summed).isEqualTo(1);
  }

  @Test
  void partsOfOneCorpusAreReadInOnePassOverItAndGiveTheSame() {
    Corpus<String> other = Corpora.of("others", List.of("x", "y"));
    List<Corpus<String>> corpora =
        List.of(
            Corpora.filter(source, "short", "short", word -> word.length() < 3),
            other,
            Corpora.filter(source, "long", "long", word -> word.length() > 2),
            Corpora.map(source, "twice", record -> record.value() + record.value()),
            Corpora.distinct(source));
    List<List<Located<String>>> found = new ArrayList<>();
    corpora.forEach(corpus -> found.add(new ArrayList<>()));
    Corpora.together(corpora, (number, record) -> found.get(number).add(record));
    assertThat(source.opened).isEqualTo(1);
    for (int i = 0; i < corpora.size(); i++) {
      assertThat(found.get(i)).as("corpus %d", i).isEqualTo(all(corpora.get(i)));
    }
  }

  private static <T> List<Located<T>> all(Corpus<T> corpus) {
    List<Located<T>> records = new ArrayList<>();
    try (RecordStream<T> stream = corpus.open()) {
      stream.forEachRemaining(records::add);
    }
    return records;
  }
}
