/** Vectors brought down to two dimensions, as a picture and as a page. */
package io.palavra.embeddings.project;
