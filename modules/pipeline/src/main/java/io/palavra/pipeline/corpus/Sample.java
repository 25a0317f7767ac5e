package io.palavra.pipeline.corpus;

import io.palavra.pipeline.hash.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * As many records of a pass as fit a bound, drawn at random: each has a number of its own, and only
 * those below a threshold are kept; whenever the bound is reached the threshold is halved, and what
 * lies above it is dropped. Every record is as likely to be kept as every other, in any order of
 * the source, and the same records are kept each time.
 *
 * @param <T> the record's type
 */
public final class Sample<T> {
  private final ToLongFunction<T> bytes;
  private final long most;
  private List<Kept<T>> kept = new ArrayList<>();
  private long threshold = Long.MAX_VALUE;
  private long size;
  private long seen;

  private record Kept<T>(long number, Located<T> record) {}

  /**
   * @param bytes what a record takes in memory, about
   * @param most bytes that may be kept
   */
  public Sample(ToLongFunction<T> bytes, long most) {
    this.bytes = bytes;
    this.most = most;
  }

  /** Takes the next record of the pass. */
  public void see(Located<T> record) {
    long number = SplitMix64.at(0, seen++) >>> 1;
    if (number > threshold) {
      return;
    }
    kept.add(new Kept<>(number, record));
    size += bytes.applyAsLong(record.value());
    while (size > most && kept.size() > 1) {
      threshold /= 2;
      kept.removeIf(other -> other.number() > threshold);
      size = kept.stream().mapToLong(other -> bytes.applyAsLong(other.record().value())).sum();
    }
  }

  /** Records that were seen. */
  public long seen() {
    return seen;
  }

  /** Whether some of them were not kept. */
  public boolean partial() {
    return kept.size() < seen;
  }

  /** The corpus that was read, where all of it was kept, else what was kept of it, in its order. */
  public Corpus<T> of(Corpus<T> whole) {
    return partial() ? new Drawn<>(whole, kept.stream().map(Kept::record).toList()) : whole;
  }

  private record Drawn<T>(Corpus<T> source, List<Located<T>> records) implements Corpus<T> {
    @Override
    public String name() {
      return source.name();
    }

    @Override
    public RecordStream<T> open() {
      return Corpora.stream(records.iterator());
    }

    @Override
    public Fingerprint fingerprint() {
      return source.fingerprint().with("sample of " + records.size());
    }
  }
}
