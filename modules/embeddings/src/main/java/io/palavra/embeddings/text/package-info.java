/** Text as a stream of words, their counts, and the text as numbers on disk. */
package io.palavra.embeddings.text;
