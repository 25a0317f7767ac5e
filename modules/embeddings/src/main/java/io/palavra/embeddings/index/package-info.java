/** Neighbours found by walking a graph instead of looking at every vector: quick, and not exact. */
package io.palavra.embeddings.index;
