/** What Transformers are made of, and the blocks put together. */
package io.palavra.kernels.transformer;
