/** Word vectors as Deeplearning4j sees them. */
package io.palavra.embeddings.dl4j;
