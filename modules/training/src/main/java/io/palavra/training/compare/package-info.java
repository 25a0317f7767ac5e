/** Kinds of model side by side: the same data, the same split, the same seeds. */
package io.palavra.training.compare;
