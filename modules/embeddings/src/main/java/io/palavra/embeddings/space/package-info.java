/** Questions that are put to one space of vectors or to two: analogies, bias, change, alignment. */
package io.palavra.embeddings.space;
