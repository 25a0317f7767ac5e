/** Listeners of the training loop: what a person sees of it, now and afterwards. */
package io.palavra.training.progress;
