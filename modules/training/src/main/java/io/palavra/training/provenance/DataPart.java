package io.palavra.training.provenance;

import io.palavra.pipeline.corpus.Fingerprint;

/**
 * A part of the data that a model was made from.
 *
 * @param fingerprint of its bytes and of what was selected from them
 * @param rows that it has
 */
public record DataPart(Fingerprint fingerprint, long rows) {}
