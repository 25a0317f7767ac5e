package io.palavra.pipeline.corpus;

/**
 * A re-openable, streaming source of records. Opening it twice gives the same records in the same
 * order; nothing but the record at hand is held in memory.
 *
 * @param <T> the record's type
 */
public interface Corpus<T> {

  /** A short name for reports: the catalogue name or the file's name. */
  String name();

  /**
   * Starts a pass at the first record.
   *
   * @throws io.palavra.pipeline.BadInputException when the source is missing or is not what it was
   *     said to be
   */
  RecordStream<T> open();

  /** SHA-256 over the bytes that the records come from, and over what was selected from them. */
  Fingerprint fingerprint();
}
