/** Verbs on word vectors. */
package io.palavra.cli.embeddings;
