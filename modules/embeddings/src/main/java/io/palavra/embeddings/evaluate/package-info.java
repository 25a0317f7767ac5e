/** How good vectors are: word similarity and analogies. */
package io.palavra.embeddings.evaluate;
