/** Tokens below the word, learned from text: byte-pair encoding. */
package io.palavra.pipeline.subword;
