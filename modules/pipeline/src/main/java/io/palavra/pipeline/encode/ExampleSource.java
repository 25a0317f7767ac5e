package io.palavra.pipeline.encode;

import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.vocabulary.Labels;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Encoded examples that can be read again and again, each time the same in the same order. */
@FunctionalInterface
public interface ExampleSource {

  /** One pass; to be closed; used by one thread at a time. */
  interface ExampleStream extends Iterator<EncodedExample>, AutoCloseable {
    @Override
    void close();
  }

  /** Starts a pass at the first example. */
  ExampleStream open();

  /**
   * The texts to learn from; a text without any token teaches nothing and is left out.
   *
   * @throws io.palavra.pipeline.BadInputException while reading, for a label that {@code labels}
   *     lacks
   */
  static ExampleSource training(Corpus<LabelledText> corpus, TextEncoder encoder, Labels labels) {
    return () -> new Encoding(corpus.open(), encoder, labels, true);
  }

  /** Every text, one without tokens as a single unknown token. */
  static ExampleSource evaluation(Corpus<LabelledText> corpus, TextEncoder encoder, Labels labels) {
    return () -> new Encoding(corpus.open(), encoder, labels, false);
  }

  /** A pass that encodes as it goes. */
  final class Encoding implements ExampleStream {
    private final RecordStream<LabelledText> records;
    private final TextEncoder encoder;
    private final Labels labels;
    private final boolean skipEmpty;
    private EncodedExample next;

    private Encoding(
        RecordStream<LabelledText> records, TextEncoder encoder, Labels labels, boolean skipEmpty) {
      this.records = records;
      this.encoder = encoder;
      this.labels = labels;
      this.skipEmpty = skipEmpty;
    }

    @Override
    public boolean hasNext() {
      while (next == null && records.hasNext()) {
        Located<LabelledText> located = records.next();
        int label = labels.index(located.value().label(), located.place());
        String text = located.value().text();
        int[] ids = skipEmpty ? encoder.encodeOrNothing(text) : encoder.encode(text);
        next = ids.length == 0 ? null : new EncodedExample(ids, label);
      }
      return next != null;
    }

    @Override
    public EncodedExample next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      EncodedExample example = next;
      next = null;
      return example;
    }

    @Override
    public void close() {
      records.close();
    }
  }
}
