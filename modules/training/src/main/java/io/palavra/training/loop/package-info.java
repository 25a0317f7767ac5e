/** The one training loop. {@code Trainer} alone calls {@code fit}. */
package io.palavra.training.loop;
