package io.palavra.pipeline.split;

import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The texts of other data sets, to be left out of one: a model that goes on from this one must not
 * have learned the texts that the other is judged by. Texts are equal as {@link ComparableText} has
 * it.
 */
public final class OtherTexts {
  private final TextHash hash = new TextHash("other texts");
  private final Set<Long> hashes = new HashSet<>();
  private final String selection;

  /** All parts of these data sets. */
  public OtherTexts(List<GivenSets<LabelledText>> others) {
    Fingerprint.Builder origin = new Fingerprint.Builder();
    others.stream().flatMap(OtherTexts::parts).forEach(corpus -> add(corpus, origin));
    selection = "without " + origin.build();
  }

  private static Stream<Corpus<LabelledText>> parts(GivenSets<LabelledText> sets) {
    return Stream.concat(
        Stream.of(sets.train()), Stream.concat(sets.dev().stream(), sets.test().stream()));
  }

  private void add(Corpus<LabelledText> corpus, Fingerprint.Builder origin) {
    origin.add(corpus.fingerprint().sha256());
    try (RecordStream<LabelledText> records = corpus.open()) {
      records.forEachRemaining(record -> hashes.add(hash.of(record.value().text())));
    }
  }

  /** The same parts without these texts; what is left stays in its part. */
  public Split<LabelledText> outOf(Split<LabelledText> split) {
    return split.each(this::outOf);
  }

  private Corpus<LabelledText> outOf(Corpus<LabelledText> corpus) {
    return Corpora.filter(
        corpus, corpus.name(), selection, record -> !hashes.contains(hash.of(record.text())));
  }
}
