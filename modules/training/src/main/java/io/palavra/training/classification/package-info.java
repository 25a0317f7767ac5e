/** The run that every text classifier shares; a classifier adds its options and its network. */
package io.palavra.training.classification;
