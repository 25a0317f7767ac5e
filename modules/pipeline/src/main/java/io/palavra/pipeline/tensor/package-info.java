/** Batches as ND4J arrays: the one place of the pipeline that knows ND4J. */
package io.palavra.pipeline.tensor;
