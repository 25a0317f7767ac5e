/** Padded, masked, length-bucketed mini-batches in plain Java arrays. */
package io.palavra.pipeline.batch;
