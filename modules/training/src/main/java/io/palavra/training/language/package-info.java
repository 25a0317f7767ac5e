/** Texts as what a network foretells: each word from those before it, and from those behind it. */
package io.palavra.training.language;
