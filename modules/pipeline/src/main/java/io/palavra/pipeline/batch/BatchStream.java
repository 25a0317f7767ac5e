package io.palavra.pipeline.batch;

/** Batches in order; to be closed; used by one thread at a time. */
public interface BatchStream extends Prefetch.Source<Batch> {
  @Override
  void close();
}
