package io.palavra.pipeline.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A corpus that is read from its source once: the first whole pass keeps the records where they
 * fit, and later passes come from memory. Of a source that does not fit nothing is kept, and every
 * pass reads it anew. The fingerprint is taken once, either way.
 */
final class Remembered<T> implements Corpus<T> {
  private final Corpus<T> source;
  private final ToLongFunction<T> bytes;
  private final long most;
  private volatile Optional<List<Located<T>>> kept = Optional.empty();
  private volatile Optional<Fingerprint> fingerprint = Optional.empty();
  private volatile boolean tooLarge;

  Remembered(Corpus<T> source, ToLongFunction<T> bytes, long most) {
    this.source = source;
    this.bytes = bytes;
    this.most = most;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public RecordStream<T> open() {
    return kept.map(records -> Corpora.stream(records.iterator()))
        .orElseGet(() -> tooLarge ? source.open() : new Keeping(source.open()));
  }

  @Override
  public Fingerprint fingerprint() {
    if (fingerprint.isEmpty()) {
      fingerprint = Optional.of(source.fingerprint());
    }
    return fingerprint.orElseThrow();
  }

  /** A pass that may not come to its end; only a whole one is kept. */
  private final class Keeping extends SequentialStream<T> {
    private final RecordStream<T> records;
    private List<Located<T>> mine = new ArrayList<>();
    private long size;

    Keeping(RecordStream<T> records) {
      this.records = records;
    }

    @Override
    protected Optional<Located<T>> read() {
      if (!records.hasNext()) {
        if (!tooLarge) {
          kept = Optional.of(List.copyOf(mine));
        }
        return Optional.empty();
      }
      Located<T> record = records.next();
      if (!tooLarge) {
        mine.add(record);
        size += bytes.applyAsLong(record.value());
        tooLarge = size > most;
      } else if (!mine.isEmpty()) {
        mine = List.of();
      }
      return Optional.of(record);
    }

    @Override
    public void close() {
      records.close();
    }
  }
}
