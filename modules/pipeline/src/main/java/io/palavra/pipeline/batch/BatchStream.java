package io.palavra.pipeline.batch;

import java.util.Iterator;

/** Batches in order; to be closed; used by one thread at a time. */
public interface BatchStream extends Iterator<Batch>, AutoCloseable {
  @Override
  void close();
}
