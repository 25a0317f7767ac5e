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
import java.util.stream.IntStream;
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
  private final boolean none;

  /** All parts of these data sets. */
  public OtherTexts(List<GivenSets<LabelledText>> others) {
    Fingerprint.Builder origin = new Fingerprint.Builder();
    others.stream().flatMap(OtherTexts::parts).forEach(corpus -> add(corpus, origin));
    selection = "without " + origin.build();
    none = others.isEmpty();
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

  /** Whether there are no other sets. */
  public boolean none() {
    return none;
  }

  /**
   * How much of a part is to be left out.
   *
   * @param texts all that there are in the part
   * @param leftOut those of them that are these
   */
  public record Share(long texts, long leftOut) {}

  /** How much of training, development and test part is to be left out. */
  public List<Share> of(Split<LabelledText> split) {
    List<Corpus<LabelledText>> parts = split.corpora();
    long[] texts = new long[parts.size()];
    long[] leftOut = new long[parts.size()];
    Corpora.together(
        parts,
        (part, record) -> {
          texts[part]++;
          leftOut[part] += has(record.value()) ? 1 : 0;
        });
    return IntStream.range(0, texts.length).mapToObj(i -> new Share(texts[i], leftOut[i])).toList();
  }

  /** Whether a text is one of these. */
  public boolean has(LabelledText record) {
    return hashes.contains(hash.of(record.text()));
  }

  /** The same parts without these texts; what is left stays in its part. */
  public Split<LabelledText> outOf(Split<LabelledText> split) {
    return split.each(this::outOf);
  }

  /** The same texts without these. */
  public Corpus<LabelledText> outOf(Corpus<LabelledText> corpus) {
    return Corpora.filter(corpus, corpus.name(), selection, record -> !has(record));
  }
}
