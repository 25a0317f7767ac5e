/** The simple classifier that every model has to beat. */
package io.palavra.training.baseline;
