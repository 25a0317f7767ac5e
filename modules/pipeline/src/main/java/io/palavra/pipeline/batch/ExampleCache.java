package io.palavra.pipeline.batch;

import io.palavra.pipeline.encode.EncodedExample;
import io.palavra.pipeline.encode.ExampleCounts;
import io.palavra.pipeline.encode.ExampleSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A source that was read once: counted, and kept in memory where it fits.
 *
 * @param source the examples, from memory or anew from their origin
 * @param examples how many there are
 * @param tokens their ids in all
 * @param longest ids of the longest
 * @param cached whether they are in memory
 */
record ExampleCache(ExampleSource source, long examples, long tokens, int longest, boolean cached) {

  /** Object and array headers, references and padding of one example. */
  private static final long OVERHEAD = 56;

  static ExampleCache of(ExampleSource source, long mostBytes) {
    List<EncodedExample> kept = new ArrayList<>();
    long examples = 0;
    long tokens = 0;
    int longest = 0;
    try (ExampleSource.ExampleStream stream = source.open()) {
      while (stream.hasNext()) {
        EncodedExample example = stream.next();
        examples++;
        tokens += example.ids().length;
        longest = Math.max(longest, example.ids().length);
        if (kept != null) {
          kept.add(example);
          if (examples * OVERHEAD + tokens * Integer.BYTES > mostBytes) {
            kept = null;
          }
        }
      }
    }
    ExampleSource again = source;
    if (kept != null) {
      List<EncodedExample> all = List.copyOf(kept);
      again = () -> new InMemory(all.iterator());
    }
    return new ExampleCache(again, examples, tokens, longest, kept != null);
  }

  /** What was counted before, if it does not fit. */
  static Optional<ExampleCache> tooLarge(
      ExampleSource source, ExampleCounts counts, long mostBytes) {
    long bytes = counts.examples() * OVERHEAD + counts.tokens() * Integer.BYTES;
    return bytes <= mostBytes
        ? Optional.empty()
        : Optional.of(
            new ExampleCache(source, counts.examples(), counts.tokens(), counts.longest(), false));
  }

  private record InMemory(Iterator<EncodedExample> examples)
      implements ExampleSource.ExampleStream {
    @Override
    public boolean hasNext() {
      return examples.hasNext();
    }

    @Override
    public EncodedExample next() {
      return examples.next();
    }

    @Override
    public void close() {
      // Nothing is held open.
    }
  }
}
