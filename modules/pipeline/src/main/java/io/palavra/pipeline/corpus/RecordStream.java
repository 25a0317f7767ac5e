package io.palavra.pipeline.corpus;

import java.util.Iterator;

/**
 * One pass over a corpus. It must be closed; it is used by one thread at a time. A record that can
 * not be read ends the pass with a {@link io.palavra.pipeline.BadInputException}.
 *
 * @param <T> the record's type
 */
public interface RecordStream<T> extends Iterator<Located<T>>, AutoCloseable {

  @Override
  void close();
}
