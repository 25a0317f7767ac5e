package io.palavra.pipeline.encode;

import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.vocabulary.Labels;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.ToIntFunction;

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
    return () -> new Encoding(corpus.open(), encoder, index(labels), true);
  }

  /** The texts without their classes; those without any token are left out. */
  static ExampleSource withoutClasses(Corpus<LabelledText> corpus, TextEncoder encoder) {
    return () -> new Encoding(corpus.open(), encoder, text -> EncodedExample.NO_LABEL, true);
  }

  /** Every text, one without tokens as a single unknown token. */
  static ExampleSource evaluation(Corpus<LabelledText> corpus, TextEncoder encoder, Labels labels) {
    return () -> new Encoding(corpus.open(), encoder, index(labels), false);
  }

  private static ToIntFunction<Located<LabelledText>> index(Labels labels) {
    return text -> labels.index(text.value().label(), text.place());
  }

  /** The same texts, long ones in several pieces of so many tokens at most. */
  default ExampleSource inPieces(int most) {
    return () -> new Pieces(open(), most);
  }

  /** A pass that cuts as it goes. */
  final class Pieces implements ExampleStream {
    private final ExampleStream whole;
    private final int most;
    private EncodedExample current = new EncodedExample(new int[0], EncodedExample.NO_LABEL);
    private int at;

    private Pieces(ExampleStream whole, int most) {
      this.whole = whole;
      this.most = most;
    }

    @Override
    public boolean hasNext() {
      return at < current.ids().length || whole.hasNext();
    }

    @Override
    public EncodedExample next() {
      if (at >= current.ids().length) {
        current = whole.next();
        at = 0;
      }
      int end = Math.min(current.ids().length, at + most);
      int[] piece = Arrays.copyOfRange(current.ids(), at, end);
      at = end;
      return new EncodedExample(piece, current.label());
    }

    @Override
    public void close() {
      whole.close();
    }
  }

  /** A pass that encodes as it goes. */
  final class Encoding implements ExampleStream {
    private final RecordStream<LabelledText> records;
    private final TextEncoder encoder;
    private final ToIntFunction<Located<LabelledText>> label;
    private final boolean skipEmpty;
    private EncodedExample next;

    private Encoding(
        RecordStream<LabelledText> records,
        TextEncoder encoder,
        ToIntFunction<Located<LabelledText>> label,
        boolean skipEmpty) {
      this.records = records;
      this.encoder = encoder;
      this.label = label;
      this.skipEmpty = skipEmpty;
    }

    @Override
    public boolean hasNext() {
      while (next == null && records.hasNext()) {
        Located<LabelledText> located = records.next();
        int index = label.applyAsInt(located);
        String text = located.value().text();
        int[] ids = skipEmpty ? encoder.encodeOrNothing(text) : encoder.encode(text);
        next = ids.length == 0 ? null : new EncodedExample(ids, index);
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
