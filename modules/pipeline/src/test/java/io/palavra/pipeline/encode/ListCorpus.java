package io.palavra.pipeline.encode;

import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.corpus.RecordStream;
import java.util.Iterator;
import java.util.List;

/** Records in memory, as a corpus. */
public record ListCorpus(String name, List<LabelledText> records) implements Corpus<LabelledText> {

  @Override
  public RecordStream<LabelledText> open() {
    Iterator<LabelledText> iterator = records.iterator();
    return new RecordStream<>() {
      private long line;

      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public Located<LabelledText> next() {
        line++;
        return new Located<>(iterator.next(), new Place(name, line));
      }

      @Override
      public void close() {
        // Nothing is held open.
      }
    };
  }

  @Override
  public Fingerprint fingerprint() {
    return new Fingerprint(String.format("%064x", records.hashCode() & 0xFFFFFFFFL));
  }
}
