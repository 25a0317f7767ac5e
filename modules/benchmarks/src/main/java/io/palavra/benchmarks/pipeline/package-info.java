/** Reading, tokens and mini-batches. */
package io.palavra.benchmarks.pipeline;
