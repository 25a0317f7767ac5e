/** From sentence pairs to batches of ids. */
package io.palavra.translator.data;
